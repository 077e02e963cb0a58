import { createInterface } from 'node:readline/promises';
import { Failure } from '../model/finding.ts';

/** Asks a person on a terminal. */
export interface Asker {
  ask(prompt: string, standard: string | undefined): Promise<string>;
  end(): void;
}

/** Asks on standard error, where both that and standard input are a terminal; undefined elsewhere. Ctrl-C ends the command. */
export function askerOnTerminal(): Asker | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const closed = new Promise<never>((_, reject) => {
    terminal.on('close', () => reject(new Failure('There are no more answers.', 'Run it again, or answer by flags.')));
  });
  closed.catch(() => {});
  return {
    ask: (prompt, standard) =>
      Promise.race([terminal.question(`${prompt}${standard === undefined ? '' : ` [${standard}]`}\n> `), closed]),
    end: () => terminal.close(),
  };
}
