import { type AnswerMistake, forAll, type InitQuestion } from './question.ts';

/** What the command line says, by flag: each time it is there, in order. */
export type Flags = Readonly<Record<string, readonly string[]>>;

/** The flags of one question, by the name that each is about; `forAll` holds where a name has none of its own. */
export function givenFor({ flag, per }: InitQuestion, flags: Flags): ReadonlyMap<string, string> {
  return new Map((flags[flag] ?? []).map((text) => (per ? named(text) : [forAll, text.trim()])));
}

/** `eu=a,b` is about `eu`; a text without a name before its first `=` is about all. */
function named(text: string): [string, string] {
  const [, name, value] = /^([a-z][-a-z0-9]*)=(.*)$/s.exec(text.trim()) ?? [];
  return name === undefined || value === undefined ? [forAll, text.trim()] : [name, value.trim()];
}

/** Flags about names that there are not. */
export function strangers(
  question: InitQuestion,
  given: ReadonlyMap<string, string>,
  names: readonly string[],
): AnswerMistake[] {
  const strange = [...given.keys()].filter((name) => name !== forAll && !names.includes(name));
  const known = names.length === 0 ? 'none is asked about' : `there are ${names.join(', ')}`;
  return strange.map((name) => ({
    flag: question.flag,
    message: `There is no ${question.per} ${name}: ${known}.`,
  }));
}
