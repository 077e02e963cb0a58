import { isDeepStrictEqual } from 'node:util';
import {
  isMap,
  isScalar,
  type Node,
  type Pair,
  parse,
  parseDocument,
  type Scalar,
  stringify,
  type YAMLMap,
} from 'yaml';

/** What can be set: a scalar. */
export type SettingValue = string | number | boolean;

/**
 * A YAML text with one value set: everything else stays byte for byte, comments, order and layout included. What is
 * missing above the value is added after what stands beside it.
 * @param path keys of maps, from the top
 * @throws Error where something that is no map stands in the way, where the text is no YAML, or where its layout is one
 * that cannot be edited so
 */
export function setValue(text: string, path: readonly string[], value: SettingValue): string {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw broken;
  const changed = changedText(text, document.contents as Node | null, path, value);
  // Whatever the layout: nothing is written that reads otherwise than was asked for.
  if (!isDeepStrictEqual(parse(changed), withValue(parse(text), path, value)))
    throw new Error(`${path.join('.')} is written in a way that only a person can edit`);
  return changed;
}

function changedText(text: string, contents: Node | null, path: readonly string[], value: SettingValue): string {
  let node = contents;
  let above: Pair<Node, Node | null> | undefined;
  for (const [depth, key] of path.entries()) {
    const rest = path.slice(depth);
    if (isEmpty(node)) return above ? openNothing(text, above, rest, value) : append(text, rest, value);
    if (!isMap(node)) throw new Error(`${path.slice(0, depth).join('.') || 'the file'} is no map`);
    const pair = pairOf(node, key);
    if (!pair) return insert(text, node, above ? columnOf(text, startOf(above.key)) + 2 : 0, rest, value);
    if (depth === path.length - 1) return replace(text, pair, value);
    [above, node] = [pair, pair.value];
  }
  return text;
}

function withValue(map: unknown, [key, ...rest]: readonly string[], value: SettingValue): unknown {
  if (key === undefined) return value;
  const { [key]: member, ...others } = (map ?? {}) as Readonly<Record<string, unknown>>;
  return { ...others, [key]: withValue(member, rest, value) };
}

const isEmpty = (node: Node | null) => !node || (isScalar(node) && node.value === null);

/** The value at a path: undefined where there is none. */
export function valueIn(text: string, path: readonly string[]): unknown {
  return parseDocument(text).getIn([...path]);
}

const pairOf = (map: YAMLMap, key: string) =>
  map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key) as Pair<Node, Node | null> | undefined;

const startOf = (node: Node) => node.range?.[0] ?? 0;

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** A scalar in the quotes that stand there, where it can be; else as YAML needs it. */
function scalar(value: SettingValue, like?: Scalar): string {
  if (typeof value !== 'string') return String(value);
  const type = like?.type === 'QUOTE_DOUBLE' || like?.type === 'QUOTE_SINGLE' ? like.type : undefined;
  if (type === 'QUOTE_SINGLE') return `'${value.replaceAll("'", "''")}'`;
  if (type === 'QUOTE_DOUBLE') return JSON.stringify(value);
  // Readers of YAML 1.1 and 1.2 must both find this text.
  const plain = stringify(value, { lineWidth: 0, version: '1.1' }).trimEnd();
  return parse(plain) === value ? plain : JSON.stringify(value);
}

function replace(text: string, pair: Pair<Node, Node | null>, value: SettingValue): string {
  const node = pair.value;
  const [from, to] = placeOf(text, pair);
  const before = text.slice(0, from);
  const separator = /\s$/.test(before) ? '' : ' ';
  return `${before}${separator}${scalar(value, isScalar(node) ? node : undefined)}${text.slice(to)}`;
}

/** Where the value of a pair stands; behind its colon where there is none. The line end after a block is not its own. */
function placeOf(text: string, { key, value }: Pair<Node, Node | null>): readonly [from: number, to: number] {
  const [from = 0, to = 0] = value?.range ?? [];
  if (from < to) return [from, from + text.slice(from, to).trimEnd().length];
  const colon = text.indexOf(':', key.range?.[1] ?? 0) + 1;
  return [colon, colon];
}

/** A key without a value, or with `~`, gets a map. */
function openNothing(
  text: string,
  pair: Pair<Node, Node | null>,
  path: readonly string[],
  value: SettingValue,
): string {
  const [from, to] = placeOf(text, pair);
  const head = from < to ? text.slice(0, from).trimEnd() : text.slice(0, from);
  const end = lineEnd(text, to);
  const below = columnOf(text, startOf(pair.key)) + 2;
  return `${withLineEnd(`${head}${text.slice(to, end)}`, text)}${lines(text, below, path, value)}${text.slice(end)}`;
}

/** Adds to a map: in braces after the last value, in lines after the last of its lines. */
function insert(text: string, map: YAMLMap, below: number, path: readonly string[], value: SettingValue): string {
  const [from = 0, end = 0] = map.range ?? [];
  const { key, value: last } = (map.items.at(-1) ?? {}) as Partial<Pair<Node, Node | null>>;
  const after = last?.range?.[1] ?? key?.range?.[1] ?? 0;
  if (text[from] === '{') {
    if (map.items.length === 0) return openMap(text, from, end, below, path, value);
    return `${text.slice(0, after)}, ${inBraces(path, value)}${text.slice(after)}`;
  }
  // A comment at the end of its last line belongs to it.
  const line = lineEnd(text, Math.max(after - 1, 0));
  const kept = withLineEnd(text.slice(0, line), text);
  return `${kept}${lines(text, columnOf(text, from), path, value)}${text.slice(line)}`;
}

/** `{}` becomes a map in lines, where it stands alone at the end of its line; else it stays in braces. */
function openMap(
  text: string,
  from: number,
  end: number,
  below: number,
  path: readonly string[],
  value: SettingValue,
): string {
  const line = lineEnd(text, end);
  const rest = text.slice(end, line).trim();
  if (!/^(#.*)?$/.test(rest)) return `${text.slice(0, from)}{ ${inBraces(path, value)} }${text.slice(end)}`;
  const head = `${text.slice(0, from).trimEnd()}${rest === '' ? '' : ` ${rest}`}${lineEndOf(text)}`;
  return `${head}${lines(text, below, path, value)}${text.slice(line)}`;
}

/** Adds to a file that has no value at all. */
function append(text: string, path: readonly string[], value: SettingValue): string {
  return `${text === '' ? '' : withLineEnd(text, text)}${lines(text, 0, path, value)}`;
}

function lines(text: string, indent: number, path: readonly string[], value: SettingValue): string {
  const keys = path.map((key, depth) => `${' '.repeat(indent + depth * 2)}${scalar(key)}:`);
  return `${keys.join(lineEndOf(text))} ${scalar(value)}${lineEndOf(text)}`;
}

/** The offset after the line that an offset is in. */
function lineEnd(text: string, offset: number): number {
  const line = text.indexOf('\n', offset);
  return line < 0 ? text.length : line + 1;
}

const lineEndOf = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');

const withLineEnd = (part: string, text: string) => (part.endsWith('\n') ? part : `${part}${lineEndOf(text)}`);

function inBraces([key = '', ...rest]: readonly string[], value: SettingValue): string {
  return rest.length === 0 ? `${scalar(key)}: ${inFlow(value)}` : `${scalar(key)}: { ${inBraces(rest, value)} }`;
}

/** In braces a plain scalar ends at a comma or brace: https://yaml.org/spec/1.2.2/#733-plain-style */
const inFlow = (value: SettingValue) =>
  typeof value === 'string' && /[,[\]{}]/.test(value) ? JSON.stringify(value) : scalar(value);
