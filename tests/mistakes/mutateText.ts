import { type Token, tokens } from '../../generators/load/tokens.ts';

/** A number below a bound, from 0: the same sequence for the same seed. https://en.wikipedia.org/wiki/Xorshift */
export type Random = (bound: number) => number;

export function randomOf(seed: number): Random {
  let state = (seed * 2654435761) >>> 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

/** Text that takes the place of a value: other types, and values that types allow. */
const values = [
  'undefined as never',
  '(null as any)',
  '({} as any)',
  '([] as any)',
  '(() => undefined) as any',
  '(7 as any)',
  "('x' as any)",
  "''",
  "'512MB'",
  "'$(HOME)'",
  "'../../x'",
  "'\u{1F4A5}'",
  "'a'.repeat(300)",
  '-1',
  '0',
  '1e99',
  'NaN',
  '0.5',
  'true',
];

/** The text of a file of TypeScript with one thing changed, as a slip of a hand or of a mind would. */
export function mutateText(text: string, random: Random): string {
  const all = [...tokens(text, 0)];
  const index = random(all.length);
  const token = all[index] as Token;
  const next = all[index + 1];
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const replaced = (at: Token, by: string) => text.slice(0, at.at) + by + text.slice(at.at + at.text.length);
  const literals = all.filter(({ text: one }) => /^['"`\d]/.test(one) && !/\.ts['"]$/.test(one));
  const names = all.filter(({ text: one }) => /^[A-Za-z_]\w*$/.test(one));
  switch (random(6)) {
    case 0:
      return replaced(token, '');
    case 1:
      return next ? replaced(token, `${token.text} ${token.text}`) : replaced(token, '');
    case 2:
      if (!next) return replaced(token, '');
      return `${text.slice(0, token.at)}${next.text} ${token.text}${text.slice(next.at + next.text.length)}`;
    case 3:
      return names.length > 0 ? replaced(pick(names), pick(names).text) : replaced(token, '');
    default:
      return replaced(literals.length > 0 ? pick(literals) : token, pick(values));
  }
}
