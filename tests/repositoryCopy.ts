import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runSync } from '../generators/programs/run.ts';
import type { RunResult } from '../generators/programs/runResult.ts';
import { git as runGit } from '../generators/programs/testing/git.ts';
import { repository } from '../generators/repository.ts';
import { leaveEnvironments } from './leaveEnvironments.ts';
import { outsidePipeline } from './outsidePipeline.ts';

/**
 * A copy of this repository's working tree, with a first commit, that a test may change. It is deleted after the test, or after all of a file.
 * @param environments of the copy: fewer of them take less time to build. Default: all
 */
export function copyRepository(context: { after(work: () => void): void }, environments?: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'repository-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const files = git(repository, 'ls-files', '--cached', '--others', '--exclude-standard', '-z');
  for (const file of files.split('\0').filter((name) => name !== '' && existsSync(join(repository, name)))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(join(repository, file), join(root, file));
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  if (environments) leaveOnly(root, environments);
  git(root, 'init', '--quiet', '--initial-branch=main');
  commitAll(root, 'as it was');
  return root;
}

function leaveOnly(root: string, environments: readonly string[]): void {
  leaveEnvironments(root, environments);
  const { status, stdout, stderr } = run(root, 'generate');
  assert.equal(status, 0, stdout + stderr);
}

/** Runs git in a copy, with an author of its own. */
export const git = (root: string, ...args: string[]): string => runGit(root, args);

export function commitAll(root: string, message: string): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', message);
}

/**
 * Runs a command of a repository as npm would, without npm: `run(root, 'generate', '--check')`. Objects among the
 * arguments are environment variables.
 */
export function run(root: string, command: string, ...args: readonly (string | NodeJS.ProcessEnv)[]): RunResult {
  const script = join(root, 'scripts', `${command}.ts`);
  const own = args.filter((one) => typeof one !== 'string');
  const env = Object.assign(outsidePipeline(), ...own);
  return runSync(process.execPath, [script, ...args.filter((one) => typeof one === 'string')], { cwd: root, env });
}
