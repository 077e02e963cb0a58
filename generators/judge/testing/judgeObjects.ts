import { type Answer, askApiServer, type Question } from '../apiServer.ts';

/** What API servers say of some objects, as JSON, in one batch. */
export async function judgeObjects(program: string, question: Question, objects: readonly string[]): Promise<Answer> {
  const answers: Answer[] = [];
  await askApiServer(program, question, [objects], (answer) => answers.push(answer));
  const [answer] = answers;
  if (!answer) throw new Error('there is no answer');
  return answer;
}
