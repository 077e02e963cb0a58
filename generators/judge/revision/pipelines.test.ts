import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  areCompared,
  clone,
  commit,
  first,
  folder,
  git,
  left,
  onChange,
  push,
  renamed,
  size,
} from './testing/situations.ts';

// With what a change is compared in a pipeline, by what its CI system says.

/** As GitHub checks out a pull request: the merge of it into the target branch, which went on. */
function merged(): string {
  const root = clone();
  commit(root, 'went on', 'base/main');
  push(root);
  git(root, 'checkout', '--quiet', '--detach');
  git(root, 'merge', '--quiet', '--no-edit', 'origin/change');
  return root;
}

/** An event of GitHub in a file. */
function event(content: object): string {
  const path = join(mkdtempSync(join(folder, 'event-')), 'event.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

areCompared([
  ['a merge by GitHub', () => ({ root: merged(), said: { GITHUB_BASE_REF: 'main' } }), '20 of origin/main'],
  [
    'a merge by GitLab, without the target branch',
    () => {
      const root = merged();
      const said = {
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA: git(root, 'rev-parse', 'HEAD^'),
        CI_MERGE_REQUEST_DIFF_BASE_SHA: first,
      };
      for (const ref of ['refs/remotes/origin/main', 'refs/heads/main']) git(root, 'update-ref', '-d', ref);
      return { root, said };
    },
    '20 of the base that the CI system names',
  ],
  [
    'a pull request in Drone, which names the branch of a push in the same way',
    () => {
      const root = onChange();
      git(root, 'update-ref', 'refs/remotes/origin/release/one', first);
      return { root, said: { DRONE_TARGET_BRANCH: 'release/one', DRONE_PULL_REQUEST: '1' } };
    },
    '10 of origin/release/one',
  ],
  [
    'a push in Drone to another branch than the target branch',
    () => ({ root: onChange(), said: { DRONE_TARGET_BRANCH: 'change', DRONE_COMMIT_BEFORE: left } }),
    '20 of origin/main',
  ],
  [
    'a pull request in Woodpecker',
    () => {
      const root = onChange();
      git(root, 'update-ref', 'refs/remotes/origin/release/one', first);
      return { root, said: { CI_COMMIT_TARGET_BRANCH: 'release/one' } };
    },
    '10 of origin/release/one',
  ],
  [
    'a push in GitHub where the default branch is `trunk`: a checkout there has no origin/HEAD',
    () => {
      const root = renamed('trunk');
      git(root, 'update-ref', '-d', '--no-deref', 'refs/remotes/origin/HEAD');
      return { root, said: { GITHUB_EVENT_PATH: event({ repository: { default_branch: 'trunk' } }) } };
    },
    '20 of origin/trunk',
  ],
  [
    'a push in GitLab where it is `trunk`',
    () => {
      const root = renamed('trunk');
      git(root, 'update-ref', '-d', '--no-deref', 'refs/remotes/origin/HEAD');
      return { root, said: { CI_DEFAULT_BRANCH: 'trunk' } };
    },
    '20 of origin/trunk',
  ],
  [
    'a push by force that dropped the last commit of the target branch',
    () => {
      const root = clone();
      git(root, 'reset', '--quiet', '--hard', first);
      git(root, 'update-ref', 'refs/remotes/origin/main', first);
      return { root, said: { CI: 'true', CI_COMMIT_BEFORE_SHA: left } };
    },
    '20 of the commit before the push',
  ],
  [
    'a push by force that replaced it',
    () => {
      const root = clone();
      git(root, 'reset', '--quiet', '--hard', first);
      commit(root, 'other', 'base/other');
      push(root);
      return { root, said: { CI: 'true', CI_COMMIT_BEFORE_SHA: left } };
    },
    '20 of the commit before the push',
  ],
  [
    'the event of a pull request that changes nothing yet: its commit before is its own',
    () => {
      const before = '1'.repeat(40);
      return { root: clone(), said: { GITHUB_EVENT_PATH: event({ before, pull_request: {} }) } };
    },
    '10 of HEAD^',
  ],
  [
    'a file that a pipeline changed before: it is no change that somebody makes',
    () => {
      const root = clone();
      writeFileSync(join(root, size), '5');
      return { root, said: { CI: 'true' } };
    },
    '10 of HEAD^',
  ],
]);
