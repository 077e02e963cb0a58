import { outputOf, run } from '../../generators/programs/run.ts';
import { ensureProgram } from '../../generators/programs/toolchain.ts';
import { repository } from '../../generators/repository.ts';

/** A text as a program is given it. */
export interface Question {
  /** `kubelet`: a text of a container; `csv`: a line of Argo CD's rights; `template`: a Go template; `jq`: a program of jq. */
  readonly reader: 'kubelet' | 'csv' | 'template' | 'jq';
  readonly text: string;
  /** Variables of the container, or data of the template. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What a program of jq reads. */
  readonly input?: unknown;
}

/** What the program reads: one text, the fields of a line, or the results of jq as JSON. */
export interface Answer {
  readonly read: readonly string[] | null;
  readonly error?: string;
}

/**
 * Lets the readers in `tools/readers`, which are those of the programs themselves, read texts.
 * @throws Failure when they cannot be built
 */
export async function askReaders(questions: readonly Question[]): Promise<readonly Answer[]> {
  const go = { module: 'tools/readers', package: '.', takes: 'seconds' };
  const program = await ensureProgram(repository, 'readers', go, (message) => process.stderr.write(`${message}\n`));
  return JSON.parse(outputOf(await run(program, [], { input: JSON.stringify(questions) }))) as readonly Answer[];
}
