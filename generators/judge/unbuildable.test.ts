import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratch } from '../emit/testing/scratch.ts';
import { outputOf, runSync } from '../programs/run.ts';
import { unbuildable } from './unbuildable.ts';

const cases: readonly [string, Readonly<Record<string, string>>, string | undefined][] = [
  ['a folder that is not there', {}, undefined],
  ['plain files, however deep', { 'base/a.yaml': 'a: 1\n', 'base/b/c.yaml': 'a: [1]\n' }, undefined],
  ['& and * within texts', { 'base/a.yaml': 'a: \'x && y * z\'\nb: |\n  &a *b\nc: "*"\n# *d\n' }, undefined],
  ['an anchor', { 'base/a.yaml': 'a: &x 1\n' }, 'base/a.yaml has anchors or aliases: &x'],
  [
    'an alias in a second document',
    { 'base/b/a.yaml': 'a: 1\n---\n*y : 1\n' },
    'base/b/a.yaml has anchors or aliases: *y',
  ],
  ['a huge file', { 'base/a.yaml': '#'.repeat(3 * 1024 * 1024) }, 'base/a.yaml has 3.0 MiB'],
  [
    'nesting without end',
    { 'base/a.yaml': `${'['.repeat(100)}&` },
    'base/a.yaml has more values than can be read, or nests too deep',
  ],
];

for (const [title, files, reason] of cases) {
  test(`${title} ${reason === undefined ? 'may be built' : 'is not given to Kustomize'}`, (t) => {
    assert.equal(unbuildable(scratch(t, files), 'base'), reason);
  });
}

test('links and pipes are not given to Kustomize, and are not opened', { skip: process.platform === 'win32' }, (t) => {
  const root = scratch(t, { 'base/a/': '', 'base/b/': '' });
  symlinkSync('/dev/zero', join(root, 'base/a/zero.yaml'));
  outputOf(runSync('mkfifo', [join(root, 'base/b/pipe.yaml')]));
  assert.equal(unbuildable(root, 'base/a'), 'base/a/zero.yaml is no regular file');
  assert.equal(unbuildable(root, 'base/b'), 'base/b/pipe.yaml is no regular file');
});
