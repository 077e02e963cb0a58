import type { Answers } from './answers.ts';

/** One thing that a person has to say, or may. Each has a flag of its name. */
export interface InitQuestion {
  /** The flag: `zones` for `--zones`. */
  readonly flag: string;
  /** What is asked for, with an example: the prompt on a terminal, and the description in `--help`. */
  readonly asks: string;
  /** Of each of what there is an answer of its own, as `--zones eu=…`. Default: one answer for all. */
  readonly per?: 'environment' | 'cluster' | 'contract';
  /** Names of those that an answer is needed of; none: it is not asked. Without `per` the one name is empty. */
  names(answers: Answers): readonly string[];
  /** What holds without an answer. What belongs to a company has none. Default: nothing, so it must be answered. */
  standard?(answers: Answers, name: string): string | undefined;
  /** Why an answer is none, to follow its text: `is no host name`. Undefined: it is one. */
  mistake(value: string, answers: Answers, name: string): string | undefined;
}

/** The name of an answer that is one for all. */
export const forAll = '';

/** An answer that is not right, or that is missing. */
export interface AnswerMistake {
  readonly flag: string;
  readonly message: string;
}
