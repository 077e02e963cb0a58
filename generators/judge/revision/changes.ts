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
  const [changed, added] = await Promise.all([
    gitOutput(git, 'list what changed', [...diff, ...below]),
    gitOutput(git, 'list new files', ['ls-files', '--others', '--exclude-standard', ...below]),
  ]);
  return [...changed.split('\0'), ...added.split('\0')].filter((path) => path !== '');
}

/**
 * Paths of the files that some folders have at a commit. They begin at `root`, as in {@link changedSince}.
 * @param folders those of the layers by default
 */
export async function filesAt(
  root: string,
  commit: string,
  folders: readonly string[] = layers,
): Promise<readonly string[]> {
  const list = ['ls-tree', '-r', '-z', '--name-only', commit, '--', ...folders];
  return (await gitOutput(openGit(root), 'list files', list)).split('\0').filter((path) => path !== '');
}

/** What of a commit is wanted. */
export interface Wanted {
  /** Default: those of the layers. */
  readonly folders?: readonly string[];
  /** Whether a file is, by its path from `root`: writing few of many files saves most of the time. Default: all are. */
  readonly isWanted?: (path: string) => boolean;
}

/**
 * Runs `work` in a temporary folder that holds some folders as they were at a commit, written as git writes them into a
 * work tree: with its line ends and filters, and without regard for what `.gitattributes` leaves out of archives.
 */
export async function withRevision<T>(
  root: string,
  commit: string,
  work: (folder: string) => Promise<T>,
  { folders = layers, isWanted = () => true }: Wanted = {},
): Promise<T> {
  const temporary = await mkdtemp(join(tmpdir(), 'base-revision-'));
  try {
    const git = openGit(root, { GIT_INDEX_FILE: join(temporary, 'index') });
    const above = await folderOf(git);
    const list = ['ls-tree', '-r', '-z', '--full-name', commit, '--', ...folders];
    const pathOf = (entry: string) => entry.replace(/^[^\t]*\t/, '');
    const entries = (await gitOutput(git, 'list files', list)).split('\0').filter(Boolean);
    const module = entries.find((entry) => entry.startsWith('160000 '));
    if (module) throw submodule(pathOf(module), commit);
    const wanted = entries.filter((entry) => isWanted(pathOf(entry).slice(above.length)));
    const files = join(temporary, 'files');
    await gitOutput(git, 'list files', ['update-index', '-z', '--index-info'], wanted.join('\0'));
    await gitOutput(git, 'read files', ['checkout-index', '--all', `--prefix=${files}/`]);
    const folder = join(files, above);
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
