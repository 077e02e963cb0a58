import {
  areCompared,
  clone,
  commit,
  first,
  git,
  left,
  onChange,
  onNewBranch,
  push,
  renamed,
  withTwoCommits,
} from './testing/situations.ts';

// With what a change is compared, by the branches and remotes that a repository has.

areCompared([
  ['a branch of three commits', () => ({ root: onChange() }), '20 of origin/main'],
  [
    'a branch whose last commit took the change back',
    () => {
      const root = onNewBranch();
      commit(root, '20');
      return { root };
    },
    '20 of origin/main',
  ],
  ['commits on the target branch that are not pushed', () => ({ root: withTwoCommits(clone()) }), '20 of origin/main'],
  [
    'the same where the remote has another name',
    () => ({ root: withTwoCommits(clone('--origin', 'company')) }),
    '20 of company/main',
  ],
  [
    'a fork whose own target branch is behind',
    () => {
      const root = onNewBranch(clone('--origin', 'upstream'));
      git(root, 'remote', 'add', 'origin', '/nowhere');
      git(root, 'update-ref', 'refs/remotes/origin/main', first);
      return { root };
    },
    '20 of upstream/main',
  ],
  [
    'a commit of the target branch while `main` here is behind',
    () => {
      const root = clone();
      commit(root, '15');
      push(root);
      git(root, 'checkout', '--quiet', '--detach');
      git(root, 'branch', '--force', 'main', first);
      return { root };
    },
    '20 of HEAD^',
  ],
  ['a default branch `release/1.x`', () => ({ root: renamed('release/1.x') }), '20 of origin/HEAD'],
  [
    'a tag with the name of the target branch',
    () => {
      const root = onNewBranch();
      git(root, 'tag', 'origin/main', 'HEAD');
      git(root, 'tag', 'main', 'HEAD');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a commit that this clone alone replaced',
    () => {
      const root = onNewBranch();
      git(root, 'replace', left, 'HEAD');
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a branch called HEAD',
    () => {
      const root = onNewBranch();
      git(root, 'update-ref', 'refs/heads/HEAD', left);
      return { root };
    },
    '20 of origin/main',
  ],
  [
    'a branch that shares nothing with the target branch',
    () => {
      const root = clone();
      git(root, 'checkout', '--quiet', '--orphan', 'unrelated');
      commit(root, '5');
      return { root };
    },
    'missing: HEAD shares no commit with origin/main, main, origin/HEAD',
  ],
  [
    'two merge bases, because each was merged into the other',
    () => {
      const root = onChange();
      git(root, 'switch', '--quiet', '--detach', 'origin/main');
      commit(root, 'went on', 'base/main');
      const main = git(root, 'rev-parse', 'HEAD');
      git(root, 'merge', '--quiet', '--no-edit', 'change');
      push(root);
      git(root, 'switch', '--quiet', 'change');
      git(root, 'merge', '--quiet', '--no-edit', main);
      return { root };
    },
    'missing: HEAD and origin/main have 2 merge bases',
  ],
]);
