// biome-ignore lint/style/noRestrictedImports: tests are run by Node.js itself, with its output
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repository } from '../../generators/repository.ts';
import { needsOwnProcess } from './needsOwnProcess.ts';

const folders = '{generators,apps,policies,lab,tests}/**/*.test.ts';

/**
 * Runs all everyday tests. Most share a process, one for each core: a process of its own for each file takes three
 * times as long, because each loads the engine again. Files that change their process, or start others, have one each:
 * they begin as soon as the first shared process ends.
 * @param flags for Node.js, such as `--test-name-pattern`
 */
export async function runTests(flags: readonly string[]): Promise<void> {
  const files = globSync(folders, { cwd: repository }).sort();
  const own = files.filter((file) => needsOwnProcess(readFileSync(join(repository, file), 'utf8')));
  const shared = files.filter((file) => !own.includes(file));
  const cores = availableParallelism();
  const shards = Array.from({ length: cores }, (_, index) =>
    node(['--test-isolation=none', `--test-shard=${index + 1}/${cores}`, ...flags, ...shared], index === 0),
  );
  await Promise.race(shards);
  const rest = node([`--test-concurrency=${cores}`, ...flags, ...own], false);
  process.exitCode = Math.max(...(await Promise.all([...shards, rest])));
}

/** Runs Node.js' test runner. Without `live`, its output comes at its end, so that two outputs do not mix. */
async function node(args: readonly string[], live: boolean): Promise<number> {
  const cache = join(repository, 'scripts/compileCache.mjs');
  const all = ['--import', cache, '--test', '--test-reporter=spec', ...args];
  const child = spawn(process.execPath, all, {
    cwd: repository,
    stdio: ['ignore', live ? 'inherit' : 'pipe', 'inherit'],
  });
  const output = child.stdout ? text(child.stdout) : '';
  const [status] = (await once(child, 'exit')) as [number | null];
  process.stdout.write(await output);
  return status ?? 1;
}
