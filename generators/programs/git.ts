import { Failure } from '../model/finding.ts';
import { run, runSync } from './run.ts';
import type { RunResult } from './runResult.ts';

/** Runs git in one repository. The meaning of its exit status depends on the command. */
export interface Git {
  /** Where it runs. */
  readonly root: string;
  (args: readonly string[], input?: string): Promise<RunResult>;
  /** The same, synchronously. */
  sync(args: readonly string[], input?: string): RunResult;
}

/** Variables that git sets for a hook: they name parts of the hook's repository, which may be another one. */
const ofHooks = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
];

/**
 * Git in the repository around a folder, whatever repository's hook this runs in. Commits are what they are everywhere:
 * replacements that this clone alone has (`git replace`) are ignored. Its messages are in English, it never prompts for
 * a password, and it is killed after five minutes.
 * @param root a folder of a work tree, or a bare repository
 * @param variables more environment variables, such as an index of one's own
 */
export function openGit(root: string, variables: Readonly<Record<string, string>> = {}): Git {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofHooks.includes(name)));
  const fixed = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_NO_REPLACE_OBJECTS: '1' };
  const place = { cwd: root, env: { ...own, ...fixed, ...variables } };
  const git = (args: readonly string[], input = '') => run('git', args, { ...place, input, timeout: 300_000 });
  const sync = (args: readonly string[], input = '') => runSync('git', args, { ...place, input });
  return Object.assign(git, { root, sync });
}

/** Where its folder is in a repository, by where git ran: none is moved around a tree that is worked on. */
const known = new Map<string, RunResult>();

async function askFolder(git: Git): Promise<RunResult> {
  const result = known.get(git.root) ?? (await git(['rev-parse', '--show-prefix']));
  if (result.status === 0) known.set(git.root, result);
  return result;
}

/** Whether git finds a repository around its folder. */
export async function isRepository(git: Git): Promise<boolean> {
  const result = await askFolder(git);
  if (result.status === 0) return true;
  if (result.status === 128 && /^fatal: not a git repository/m.test(result.stderr)) return false;
  throw gitFailure('find the repository', result);
}

/** Whether the clone lacks a part of the history. */
export async function isShallow(git: Git): Promise<boolean> {
  const args = ['rev-parse', '--is-shallow-repository'];
  return (await gitOutput(git, 'look at this repository', args)).trim() === 'true';
}

/**
 * The folder of the repository that git runs in, with a slash at its end: empty at the root of the repository, and in a
 * bare one.
 * @throws Failure where there is no repository
 */
export async function folderOf(git: Git): Promise<string> {
  const result = await askFolder(git);
  if (result.status === 0) return result.stdout.replace(/\n$/, '');
  throw gitFailure('find the root of the repository', result);
}

/**
 * The output of git.
 * @param what its purpose for messages, as in `read the branches of origin`
 * @throws Failure when it exits with another status than 0
 */
export async function gitOutput(git: Git, what: string, args: readonly string[], input?: string): Promise<string> {
  const result = await git(args, input);
  if (result.status === 0) return result.stdout;
  throw gitFailure(what, result);
}

/** The failure of a git command with git's own message, without passwords that an address contains. */
export function gitFailure(what: string, { status, stdout, reason }: RunResult): Failure {
  if (status === 127) return new Failure(`Cannot run git: ${reason}.`, 'Install git.');
  const lines = `${stdout}\n${reason}`.split('\n').map((line) => line.trim());
  const reasons = lines.filter((line) => /^(fatal:|error:|remote:|!)/.test(line)).join(' ');
  const message = `Git could not ${what}: ${reasons || lines.filter(Boolean).at(-1)}`;
  const [, owned] = /detected dubious ownership in repository at '(.+)'/.exec(reason) ?? [];
  return new Failure(
    message.replaceAll(/\/\/[^/@\s]+@/g, '//'),
    owned
      ? `The folder belongs to another user. If you trust it: git config --global --add safe.directory ${owned}`
      : 'See what `git fetch` says here, and whether this machine may read and push.',
  );
}
