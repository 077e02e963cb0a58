import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { repository } from '../generators/repository.ts';

/** A copy of this repository as it stands, with a first commit, that a test may change. Gone after the test. */
export function copyRepository(context: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'repository-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: repository,
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((name) => name !== '' && existsSync(join(repository, name)))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(repository, file), join(root, file), { force: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  git(root, 'init', '--quiet', '--initial-branch=main');
  commitAll(root, 'as it was');
  return root;
}

/** Runs git in a copy, with an author of its own. */
export function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
}

export function commitAll(root: string, message: string): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', message);
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of a repository as npm would, without npm: `run(root, 'generate', '--check')`. */
export function run(root: string, command: string, ...args: string[]): Outcome {
  const script = join(root, 'scripts', `${command}.ts`);
  const env = { ...process.env, NO_COLOR: '1', CI: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}
