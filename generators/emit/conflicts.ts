import { existsSync } from 'node:fs';
import { ownedFolders } from '../plan/owned.ts';
import { type Git, gitOutput } from '../programs/git.ts';

/** Files of which git has two versions, in a merge, rebase, cherry-pick or revert that has stopped. Paths from the root. */
export interface Conflicts {
  /** How git goes on; missing where nothing has stopped, as after `git stash pop`. */
  readonly goOn?: string;
  /** In folders that the generator owns: generating says what they are. */
  readonly generated: readonly string[];
  /** All others: only a person can say what they are. */
  readonly written: readonly string[];
}

/** The folders that the generator owns, whatever environments there are: settings may be in conflict, too. */
const owned = ownedFolders({ environments: [{ name: '*' }] });
const globs = owned.map((folder) => `:(glob)${folder}/**`);
const isOwned = new RegExp(`^(${owned.join('|').replaceAll('*', '[^/]+')})/`);

/** What is in git's folder while something has stopped, as `git status` looks for it: wt-status.c of git. */
const stopped = {
  'rebase-merge': 'rebase',
  'rebase-apply': 'rebase',
  MERGE_HEAD: 'merge',
  CHERRY_PICK_HEAD: 'cherry-pick',
  REVERT_HEAD: 'revert',
};

async function stoppedIn(git: Git): Promise<string | undefined> {
  const places = Object.keys(stopped).flatMap((name) => ['--git-path', name]);
  const paths = await gitOutput(git, 'find its folder', ['rev-parse', '--path-format=absolute', ...places]);
  return Object.values(stopped).find((_, index) => existsSync(paths.split('\n')[index] ?? ''));
}

/** Lists the conflicts. */
export async function conflictsIn(git: Git): Promise<Conflicts> {
  const command = await stoppedIn(git);
  const list = await gitOutput(git, 'list conflicts', ['ls-files', '--unmerged', '-z']);
  const paths = [...new Set(split(list).map((line) => line.replace(/^[^\t]*\t/, '')))];
  return {
    ...(command && { goOn: `git ${command} --continue` }),
    generated: paths.filter((path) => isOwned.test(path)),
    written: paths.filter((path) => !isOwned.test(path)),
  };
}

/**
 * Takes back what git made of generated files in a merge, conflicts or not: they are those of HEAD again. What git merged
 * line by line is no text that the generator wrote. Git began the merge only where these files had no other change.
 */
export async function takeBack(git: Git): Promise<void> {
  const args = ['diff', '--cached', '--name-only', '--relative', '--no-renames', '-z', 'HEAD', '--', ...globs];
  const paths = await gitOutput(git, 'list what differs', args);
  if (paths === '') return;
  const restore = [
    'restore',
    '--source=HEAD',
    '--staged',
    '--worktree',
    '--pathspec-from-file=-',
    '--pathspec-file-nul',
  ];
  await gitOutput(git, 'take the files of HEAD', restore, paths);
}

/** Stages generated files as they are now; that ends their conflicts. */
export async function stage(git: Git): Promise<void> {
  const all = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...globs];
  const paths = await gitOutput(git, 'list generated files', all);
  const add = ['add', '--all', '--pathspec-from-file=-', '--pathspec-file-nul'];
  await gitOutput(git, 'stage generated files', add, paths);
}

const split = (list: string) => list.split('\0').filter((one) => one !== '');
