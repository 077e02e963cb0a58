import { Answers } from './answers.ts';
import { type Flags, givenFor, strangers } from './given.ts';
import { type AnswerMistake, forAll, type InitQuestion } from './question.ts';

/** Asks a person; undefined where nobody can be asked. */
export type Ask = (prompt: string, standard: string | undefined) => Promise<string>;

/**
 * Answers to all questions, in order: from flags, else from a person, else what holds without an answer. Without a
 * person every missing answer is a mistake, and all mistakes are found at once, as far as one question does not decide
 * about the next.
 * @param ask asks a person; undefined where there is no terminal
 * @param answers what is answered already. Default: nothing
 */
export async function answerAll(
  questions: readonly InitQuestion[],
  flags: Flags,
  ask: Ask | undefined,
  answers = new Answers(),
): Promise<{ readonly answers: Answers; readonly mistakes: readonly AnswerMistake[] }> {
  const mistakes: AnswerMistake[] = [];
  for (const question of questions) {
    const given = givenFor(question, flags);
    const names = question.names(answers);
    // While another answer is wrong or missing, it is not known what there is.
    if (mistakes.length === 0) mistakes.push(...strangers(question, given, names));
    for (const name of names) {
      const said = given.get(name) ?? given.get(forAll);
      const value = said ?? (await unsaid(question, answers, name, ask));
      if (value === undefined) mistakes.push(missing(question, name));
      else if (value !== '') mistakes.push(...wrong(question, answers, name, value));
      answers.set(question.flag, name, value ?? '');
    }
  }
  return { answers, mistakes };
}

/** What a person says when asked, again until it is right; else what holds without an answer. */
async function unsaid(
  question: InitQuestion,
  answers: Answers,
  name: string,
  ask: Ask | undefined,
): Promise<string | undefined> {
  const standard = question.standard?.(answers, name);
  if (!ask) return standard;
  const about = name === forAll ? '' : `${name}: `;
  for (let why = ''; ; ) {
    const said = (await ask(`${why}${about}${question.asks}`, standard)).trim() || standard;
    if (said === undefined) {
      why = 'This has no answer that holds for everybody.\n';
      continue;
    }
    const [mistake] = wrong(question, answers, name, said);
    if (!mistake) return said;
    why = `${mistake.message}\n`;
  }
}

function wrong(question: InitQuestion, answers: Answers, name: string, value: string): AnswerMistake[] {
  const why = question.mistake(value, answers, name);
  const about = name === forAll ? '' : ` of ${name}`;
  return why === undefined ? [] : [{ flag: question.flag, message: `--${question.flag}${about}: "${value}" ${why}.` }];
}

function missing({ flag, per, asks }: InitQuestion, name: string): AnswerMistake {
  const form = per ? `--${flag} ${name}=…` : `--${flag} …`;
  return { flag, message: `${form} is missing: ${asks}` };
}
