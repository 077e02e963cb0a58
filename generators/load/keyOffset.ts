import { type Token, tokens } from './tokens.ts';

/**
 * The offset of a value's key, or of an item of a list, that is written in the brackets after an offset: `resources`,
 * then `memory` inside it. At a key, its value counts as in brackets. Of a path that is not written there, the nearest key above; without any, the offset itself.
 */
export function keyOffset(text: string, from: number, path: readonly (string | number)[]): number {
  let offset = from;
  const all = [...tokens(text, from)];
  let inside = all[1]?.text === ':' ? (found(all, 0, 0)?.inside ?? []) : firstBrackets(all);
  for (const step of path) {
    const found = typeof step === 'number' ? item(inside, step) : member(inside, step);
    if (!found) break;
    offset = found.at;
    inside = found.inside;
  }
  return offset;
}

interface Found {
  readonly at: number;
  /** The tokens of its value. */
  readonly inside: readonly Token[];
}

/** The tokens up to the end of the first brackets. */
function firstBrackets(all: readonly Token[]): readonly Token[] {
  const [first] = all;
  const end = all.findIndex((token, index) => index > 0 && token.depth === first?.depth && /^[)\]}]$/.test(token.text));
  return end < 0 ? all : all.slice(0, end + 1);
}

function member(inside: readonly Token[], key: string): Found | undefined {
  const isKey = (token: Token, index: number) =>
    token.value === key &&
    token.bracket === '{' &&
    /^[{,]$/.test(inside[index - 1]?.text ?? '') &&
    /^[:,}(]$/.test(inside[index + 1]?.text ?? '');
  const [nearest] = inside.filter(isKey).sort((a, b) => a.depth - b.depth);
  return nearest && found(inside, inside.indexOf(nearest), nearest.depth);
}

function item(inside: readonly Token[], number: number): Found | undefined {
  const start = inside.findIndex(({ text }) => text === '[');
  if (start < 0) return undefined;
  const depth = (inside[start]?.depth ?? 0) + 1;
  const end = inside.findIndex((token, index) => index > start && token.depth < depth);
  const commas = inside.flatMap((token, index) =>
    index > start && index < end && token.depth === depth && token.text === ',' ? [index] : [],
  );
  const at = [start, ...commas][number];
  return at === undefined || at + 1 >= end ? undefined : found(inside, at + 1, depth);
}

/** A key or item with the tokens up to the comma or bracket that ends it. */
function found(inside: readonly Token[], index: number, depth: number): Found {
  const end = inside.findIndex(
    (token, other) => other > index && (token.depth < depth || (token.depth === depth && token.text === ',')),
  );
  return { at: inside[index]?.at ?? 0, inside: inside.slice(index, end < 0 ? undefined : end) };
}
