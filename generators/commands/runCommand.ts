import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Command } from './command.ts';

// Stripping types and compiling is most of a short run: Node keeps the result, by content. It must be on before
// anything else is loaded, so commands are imported when they run.
enableCompileCache(join(import.meta.dirname, '..', '..', '.cache', 'node'));

/** Loads a command and runs it with the arguments of this process. */
export async function runCommand<Result>(load: () => Promise<Command<Result>>): Promise<void> {
  const [{ main }, command] = await Promise.all([import('./main.ts'), load()]);
  await main(command);
}
