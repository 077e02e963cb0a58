import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { printGenerated } from '../files/print.ts';
import { compare } from './compare.ts';
import { emit } from './testing/emit.ts';
import { planOf, scratch, treeOf } from './testing/scratch.ts';

const ours = printGenerated({ jobs: 1 }, 'here');
const single = ['.ci/a.yaml', '.ci/b.yaml', 'Jenkinsfile'];
const planned = (files: Readonly<Record<string, string>>) => ({ ...planOf(files), single });

/** What is on disk after writing a plan over these files. */
function after(t: TestContext, files: Readonly<Record<string, string>>, plan: Readonly<Record<string, string>>) {
  const root = scratch(t, files);
  emit(root, planned(plan));
  return treeOf(root);
}

test('single paths: what is not planned any more is removed, and no other file of its folder is', (t) => {
  const company = { '.ci/own.yaml': 'own', '.ci/generated-too.yaml': ours };
  const files = { ...company, '.ci/a.yaml': ours, '.ci/b.yaml': ours, Jenkinsfile: ours.replace('#', '//') };
  assert.deepEqual(after(t, files, { '.ci/a.yaml': ours }), { ...company, '.ci/a.yaml': ours });
});

test('single paths: a file that somebody else wrote stays where nothing is planned', (t) => {
  const files = { '.ci/b.yaml': 'jobs: 2\n', Jenkinsfile: `node {}\n${ours}` };
  assert.deepEqual(after(t, files, {}), files);
});

test('single paths: a file that somebody else wrote is never overwritten', (t) => {
  const root = scratch(t, { '.ci/a.yaml': 'jobs: 2\n' });
  const refused = {
    name: 'Failure',
    message: /^\.ci\/a\.yaml would be generated, and there is a file that is not/,
  };
  assert.throws(() => emit(root, planned({ '.ci/a.yaml': ours, 'base/a': '' })), refused);
  assert.deepEqual(treeOf(root), { '.ci/a.yaml': 'jobs: 2\n' });
});

test('single paths: what is behind a link is not looked at', (t) => {
  const root = scratch(t, { 'elsewhere/a.yaml': ours });
  symlinkSync('elsewhere', join(root, '.ci'));
  mkdirSync(join(root, 'Jenkinsfile'));
  assert.deepEqual(compare(root, planned({})), []);
});
