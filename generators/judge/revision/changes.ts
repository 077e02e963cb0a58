import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../model/finding.ts';
import { folderOf, gitOutput, openGit } from '../../programs/git.ts';

/** The folders whose files rules compare. */
const layers = ['base', 'overlays'];

/**
 * Files that differ between a commit and the working tree, new ones included. Their paths begin at `root`, which may be a
 * folder of a larger repository.
 * @param folders where to look: those of the layers by default
 */
export async function changedSince(
  root: string,
  commit: string,
  folders: readonly string[] = layers,
): Promise<string[]> {
  const git = openGit(root);
  const below = ['-z', '--', ...folders];
  const diff = ['diff', '--name-only', '--relative', '--no-renames', commit];
  const changed = await gitOutput(git, 'list what changed', [...diff, ...below]);
  const added = await gitOutput(git, 'list new files', ['ls-files', '--others', '--exclude-standard', ...below]);
  return [...changed.split('\0'), ...added.split('\0')].filter((path) => path !== '');
}

/**
 * Runs `work` in a temporary folder that holds some folders as they were at a commit, written as git writes them into a
 * work tree: with its line ends and filters, and without regard for what `.gitattributes` leaves out of archives.
 * @param folders those of the layers by default
 */
export async function withRevision<T>(
  root: string,
  commit: string,
  work: (folder: string) => Promise<T>,
  folders: readonly string[] = layers,
): Promise<T> {
  const temporary = await mkdtemp(join(tmpdir(), 'base-revision-'));
  try {
    const git = openGit(root, { GIT_INDEX_FILE: join(temporary, 'index') });
    const list = ['ls-tree', '-r', '-z', '--full-name', commit, '--', ...folders];
    const entries = await gitOutput(git, 'list files', list);
    const module = entries.split('\0').find((entry) => entry.startsWith('160000 '));
    if (module) throw submodule(module.replace(/^.*\t/, ''), commit);
    const files = join(temporary, 'files');
    await gitOutput(git, 'list files', ['update-index', '-z', '--index-info'], entries);
    await gitOutput(git, 'read files', ['checkout-index', '--all', `--prefix=${files}/`]);
    const folder = join(files, await folderOf(git));
    await mkdir(folder, { recursive: true });
    return await work(folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const submodule = (path: string, commit: string) =>
  new Failure(
    `${path} is a submodule at ${commit.slice(0, 8)}, so what it had cannot be compared.`,
    'Keep base and overlays in this repository; or name a commit without the submodule: --base <revision>.',
  );
