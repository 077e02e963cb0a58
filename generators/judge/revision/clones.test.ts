import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  areCompared,
  clone,
  commit,
  first,
  folder,
  git,
  onChange,
  onNewBranch,
  origin,
  push,
  size,
} from './testing/situations.ts';

// With what a change is compared, by how a clone was made and what its files are to git.

areCompared([
  [
    'a new file on the target branch, where git does not show new files',
    () => {
      const root = clone();
      git(root, 'config', 'status.showUntrackedFiles', 'no');
      writeFileSync(join(root, 'base/new'), '');
      return { root };
    },
    '20 of HEAD',
  ],
  [
    'a change that is staged alone',
    () => {
      const root = clone();
      writeFileSync(join(root, size), '5');
      git(root, 'add', '--all');
      return { root };
    },
    '20 of HEAD',
  ],
  [
    'an index that another git has locked',
    () => {
      const root = onChange();
      writeFileSync(join(root, '.git/index.lock'), '');
      return { root };
    },
    '20 of origin/main',
  ],
  ...([1, 2] as const).map(
    (depth) =>
      [
        `a clone of depth ${depth} of every branch`,
        () => ({ root: onChange('--depth', `${depth}`, '--no-single-branch') }),
        'missing: none of origin/main, main, origin/HEAD is here and shares a commit with HEAD',
      ] as const,
  ),
  [
    'a clone of depth 50 of every branch',
    () => ({ root: onChange('--depth', '50', '--no-single-branch') }),
    '20 of origin/main',
  ],
  ['a clone without old files', () => ({ root: onChange('--filter=blob:none') }), '20 of origin/main'],
  ['a clone without old folders', () => ({ root: onChange('--filter=tree:0') }), '20 of origin/main'],
  [
    'a second work tree of the repository',
    () => {
      const main = clone();
      const root = `${main}-tree`;
      git(main, 'worktree', 'add', '--quiet', root, 'change');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a submodule of another repository',
    () => {
      const outer = join(folder, 'outer');
      mkdirSync(outer);
      git(outer, 'init', '--quiet');
      git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', `file://${origin}`, 'platform');
      const root = join(outer, 'platform');
      git(root, 'checkout', '--quiet', '--detach', 'origin/change');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a line in .gitattributes that keeps the file out of archives',
    () => {
      const root = clone();
      commit(root, 'base/** export-ignore', '.gitattributes');
      commit(root, 'other', 'base/other');
      push(root);
      return { root: onNewBranch(root) };
    },
    '20 of origin/main',
  ],
  [
    'a filter, as of Git LFS: what is compared is what stands in the work tree',
    () => {
      const root = clone();
      git(root, 'config', 'filter.half.smudge', 'sed s/20/twenty/');
      git(root, 'config', 'filter.half.clean', 'sed s/twenty/20/');
      mkdirSync(join(root, '.git/info'), { recursive: true });
      writeFileSync(join(root, '.git/info/attributes'), 'base/size filter=half');
      return { root: onNewBranch(root) };
    },
    'twenty of origin/main',
  ],
  [
    'a submodule in place of compared files',
    () => {
      const root = clone();
      git(root, 'update-index', '--add', '--cacheinfo', `160000,${first},base/sub`);
      git(root, 'commit', '--quiet', '--message', 'submodule');
      push(root);
      return { root: onNewBranch(root) };
    },
    'Failure: base/sub is a submodule at .*, so what it had cannot be compared.',
  ],
]);
