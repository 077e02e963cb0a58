// biome-ignore lint/style/noRestrictedImports: tests are run by Node.js itself, with its output
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { repository } from '../../generators/repository.ts';
import { ofSample } from '../ofSample.ts';
import { anyFleet } from './anyFleet.ts';

/**
 * Runs tests of a slower tier, and says which are not run because they are about the sample company.
 * @param args flags for Node.js, and patterns of files
 */
export async function runSlow(args: readonly string[]): Promise<void> {
  const flags = args.filter((arg) => arg.startsWith('-'));
  const patterns = args.filter((arg) => !arg.startsWith('-'));
  const files = globSync(patterns, { cwd: repository }).map((file) => file.replaceAll('\\', '/'));
  const run = files.sort().filter((file) => !ofSample || anyFleet.includes(file));
  const left = files.filter((file) => !run.includes(file));
  for (const file of left) process.stdout.write(`not run  ${file}: ${ofSample}\n`);
  if (run.length === 0) return;
  const child = spawn(process.execPath, ['--test', '--test-reporter=spec', ...flags, ...run], {
    cwd: repository,
    stdio: 'inherit',
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  process.exitCode = status ?? 1;
}
