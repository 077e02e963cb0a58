import { lstatSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Command } from './command.ts';
import type { Work } from './work.ts';

// The compile cache of Node.js: stripping types and compiling take most of a short run. It must be enabled before any
// other module is loaded, so a command is imported only when it runs. Through a link it would be another folder's.
const cache = join(import.meta.dirname, '..', '..', '.cache');
if (!lstatSync(cache, { throwIfNoEntry: false })?.isSymbolicLink()) enableCompileCache(join(cache, 'node'));

/**
 * Loads a command and runs it with the arguments of this process.
 * @param work what it shares with other commands. Default: nothing
 */
export async function runCommand<Result>(load: () => Promise<Command<Result>>, work?: Work): Promise<void> {
  const [{ main }, command] = await Promise.all([import('./main.ts'), load()]);
  await main(command, undefined, work);
}
