import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openGit } from '../../generators/programs/git.ts';
import { repository } from '../../generators/repository.ts';
import { commitAll, copyRepository, git, run } from '../repositoryCopy.ts';

const image = `ghcr.io/example/api:1.4.0@sha256:${'a'.repeat(64)}`;

/** Runs git where it may stop, without an editor. */
const tryGit = (root: string, ...args: string[]) =>
  openGit(root, { GIT_EDITOR: 'true' }).sync([
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'rerere.enabled=false',
    ...args,
  ]);

// Two clones of one remote. Both changed api in staging: one its size, the other its image.
const origin = copyRepository({ after }, ['staging']);
git(origin, 'config', 'receive.denyCurrentBranch', 'ignore');
const [one, two] = ['one', 'two'].map((name) => {
  const root = join(origin, '.cache', name);
  git(origin, 'clone', '--quiet', origin, root);
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return root;
}) as [string, string];

const settings = 'overlays/staging/environment.yaml';
const edit = (root: string, change: (text: string) => string) =>
  writeFileSync(join(root, settings), change(readFileSync(join(root, settings), 'utf8')));

edit(one, (text) => text.replace('    scale: { min: 3, max: 6 }', '$&\n    resources: { cpu: 600m, memory: 640Mi }'));
assert.equal(run(one, 'generate').status, 0);
commitAll(one, 'api is bigger');
assert.equal(run(two, 'set-image', 'staging', `api=${image}`).status, 0);
commitAll(two, 'api is newer');
const second = git(two, 'rev-parse', 'HEAD').trim();

/** The first one pushes, and the second one may not any more. */
function pushBoth() {
  git(one, 'push', '--quiet', '--force', 'origin', 'main');
  git(two, 'reset', '--quiet', '--hard', second);
  assert.notEqual(tryGit(two, 'push', '--quiet', 'origin', 'main').status, 0, 'the second push is refused');
  git(two, 'fetch', '--quiet');
}

for (const [way, begin, goOn] of [
  ['merge', ['merge', '--quiet', 'origin/main'], ['merge', '--continue']],
  ['rebase', ['rebase', '--quiet', 'origin/main'], ['rebase', '--continue']],
] as const) {
  test(`two clones that push at once: after ${way} and resolve both changes are there, generated`, () => {
    pushBoth();
    assert.notEqual(tryGit(two, ...begin).status, 0, 'git stops');
    const conflicts = git(two, 'diff', '--name-only', '--diff-filter=U').trim().split('\n');
    assert.ok(conflicts.length > 0 && conflicts.every((path) => path.startsWith('overlays/staging/')), `${conflicts}`);
    const { status, stdout, stderr } = run(two, 'resolve');
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, new RegExp(`^${conflicts.length} conflicts? ended, .* Go on: git ${way} --continue$`, 'm'));
    assert.equal(stderr, '', 'what git merged is no hand edit');
    assert.equal(tryGit(two, ...goOn).status, 0);
    assert.equal(git(two, 'status', '--porcelain'), '');
    assert.equal(run(two, 'generate', '--check').status, 0);
    assert.match(readFileSync(join(two, settings), 'utf8'), /cpu: 600m/);
    assert.ok(readFileSync(join(two, 'overlays/staging/images.yaml'), 'utf8').includes(image));
    git(two, 'push', '--quiet', 'origin', 'main');
    assert.match(run(two, 'resolve').stdout, /^There is no conflict, and nothing has stopped\.$/m);
  });
}

test('conflicts in hand-written files stay and are named; once they are mended the others end', () => {
  pushBoth();
  edit(two, (text) => text.replace('    scale: { min: 3, max: 6 }', '    scale: { min: 3, max: 7 }'));
  assert.equal(run(two, 'generate').status, 0);
  commitAll(two, 'and scales further');
  assert.notEqual(tryGit(two, 'merge', '--quiet', 'origin/main').status, 0);
  const before = git(two, 'status', '--porcelain');
  const named = run(two, 'resolve');
  assert.equal(named.status, 1, named.stdout + named.stderr);
  assert.match(named.stdout, new RegExp(`^conflict {2}${settings}\n {2}fix {2}Edit these by hand`));
  assert.equal(git(two, 'status', '--porcelain'), before);

  edit(two, (text) =>
    text.replace(
      /<<<<<<<[\s\S]*>>>>>>>.*\n/,
      '    scale: { min: 3, max: 7 }\n    resources: { cpu: 600m, memory: 640Mi }\n',
    ),
  );
  git(two, 'add', settings);
  assert.equal(run(two, 'resolve').status, 0);
  assert.equal(tryGit(two, 'merge', '--continue').status, 0);
  assert.equal(run(two, 'generate', '--check').status, 0);
});
