import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compare } from './compare.ts';
import { emit } from './testing/emit.ts';
import { planOf, scratch, treeOf } from './testing/scratch.ts';
import { unprivileged } from './testing/unprivileged.ts';

describe('emit', () => {
  it('writes what is missing, changes what differs, removes what is stale and keeps the rest', (t) => {
    const root = scratch(t, { 'apps/api.ts': 'mine', 'base/notes/': '' });
    emit(root, planOf({ 'base/a/x': '1', 'base/a/y': '1', 'base/b/c/z': '1', 'schema.json': '1' }));
    const result = emit(root, planOf({ 'base/a/x': '1', 'base/a/y': '2', 'argocd/w': '1', 'schema.json': '1' }));
    assert.deepEqual(result, {
      written: ['argocd/w', 'base/a/y'],
      removed: ['base/b/c/z'],
      unchanged: 2,
      handEdited: [],
    });
    assert.deepEqual(treeOf(root), {
      'apps/api.ts': 'mine',
      'argocd/w': '1',
      'base/a/x': '1',
      'base/a/y': '2',
      'schema.json': '1',
    });
  });

  it('touches nothing when nothing differs, not even its own record', (t) => {
    const root = scratch(t, { 'base/a': 'x', 'base/b/c': 'y' });
    const before = statSync(root, { bigint: true }).mtimeNs;
    const result = emit(root, planOf({ 'base/a': 'x', 'base/b/c': 'y' }));
    assert.deepEqual(result, { written: [], removed: [], unchanged: 2, handEdited: [] });
    assert.equal(statSync(root, { bigint: true }).mtimeNs, before);
    assert.equal(existsSync(join(root, '.cache')), false);
  });

  it('leaves files alone that are as planned', (t) => {
    const root = scratch(t);
    emit(root, planOf({ 'base/a': '1', 'base/b': '1' }));
    const before = statSync(join(root, 'base/a'));
    emit(root, planOf({ 'base/a': '1', 'base/b': '2' }));
    assert.equal(statSync(join(root, 'base/a')).ino, before.ino);
  });

  it('removes folders that it empties, but no owned folder', (t) => {
    const root = scratch(t, { 'base/a/b/c/d': '', 'base/a/b/e/': '', 'overlays/production/apps/x': '' });
    const result = emit(root, planOf({}, ['base', 'overlays/production/apps']));
    assert.deepEqual(result.removed, ['base/a/b/c/d', 'base/a/b/e', 'overlays/production/apps/x']);
    assert.deepEqual(treeOf(root), { 'base/': '', 'overlays/production/apps/': '' });
  });

  for (const [title, before, after] of [
    ['a folder becomes a file', { 'base/a/b/c': '1', 'base/a/d/': '' }, { 'base/a': '2' }],
    ['a file becomes a folder', { 'base/a': '1' }, { 'base/a/b/c': '2' }],
    ['a name changes in case only', { 'base/Api/x': '1', 'base/K': '1' }, { 'base/api/x': '1', 'base/k': '1' }],
  ] as const) {
    it(`reaches the plan in one run when ${title}`, (t) => {
      const root = scratch(t, before);
      emit(root, planOf(after));
      assert.deepEqual(treeOf(root), after);
    });
  }

  it('removes temporary files of killed runs, also of one that had the same process id', (t) => {
    const own = `.generate-${process.pid}.tmp`;
    const root = scratch(t, { [`base/${own}`]: 'torn', [`overlays/${own}`]: 'torn', '.cache/.generate-1.tmp': 'torn' });
    const result = emit(root, planOf({ 'base/a': '1', 'overlays/b': '1' }));
    assert.deepEqual(treeOf(root), { 'base/a': '1', 'overlays/b': '1' });
    assert.deepEqual(result.handEdited, []);
    assert.equal(existsSync(join(root, '.cache/.generate-1.tmp')), false);
  });

  it('replaces and removes links and never their targets', { skip: process.platform === 'win32' }, (t) => {
    const outside = scratch(t, { secret: 'kept', 'folder/file': 'kept' });
    const root = scratch(t, { 'base/': '', 'overlays/': '' });
    symlinkSync(join(outside, 'secret'), join(root, 'base/a'));
    symlinkSync(join(outside, 'secret'), join(root, 'base/stale'));
    symlinkSync(join(outside, 'folder'), join(root, 'base/b'));
    symlinkSync(join(outside, 'folder'), join(root, 'base/c'));
    symlinkSync(join(outside, 'secret'), join(root, 'overlays/schema.json'));
    symlinkSync(join(outside, 'new'), join(root, `base/.generate-${process.pid}.tmp`));
    emit(root, planOf({ 'base/a': '1', 'base/b/file': '1', 'overlays/schema.json': '1' }));
    assert.deepEqual(treeOf(root), { 'base/a': '1', 'base/b/file': '1', 'overlays/schema.json': '1' });
    assert.deepEqual(treeOf(outside), { secret: 'kept', 'folder/file': 'kept' });
  });

  it('writes nothing at all when an owned folder is a link', { skip: process.platform === 'win32' }, (t) => {
    const outside = scratch(t, { file: 'kept' });
    const root = scratch(t);
    symlinkSync(outside, join(root, 'base'));
    assert.throws(() => emit(root, planOf({ 'argocd/a': '1', 'base/b': '1' })), { name: 'Failure' });
    assert.deepEqual(treeOf(outside), { file: 'kept' });
    assert.deepEqual(treeOf(root), { base: `-> ${outside}` });
  });

  it('names the file that it may not write, and leaves no temporary file', {
    skip: process.platform === 'win32',
  }, (t) => {
    const root = scratch(t, { 'base/a': '1', '.cache/': '' });
    chmodSync(root, 0o755);
    chmodSync(join(root, '.cache'), 0o777);
    const fix = 'Give this user the right to read and write there.';
    chmodSync(join(root, 'base'), 0o555);
    try {
      for (const [verb, files] of [
        ['write', { 'base/a': '2' }],
        ['remove', {}],
      ] as const) {
        assert.throws(() => unprivileged(() => emit(root, planOf(files))), {
          name: 'Failure',
          message: `Cannot ${verb} base/a: permission denied (EACCES).`,
          fix,
        });
      }
    } finally {
      chmodSync(join(root, 'base'), 0o755);
    }
    assert.deepEqual(treeOf(root), { 'base/a': '1' });
    assert.deepEqual(emit(root, planOf({ 'base/a': '2' })).written, ['base/a']);
  });

  it('names the folder at the path of a planned file outside owned folders, and does not delete it', (t) => {
    const root = scratch(t, { 'overlays/schema.json/mine': 'mine' });
    assert.throws(() => emit(root, planOf({ 'overlays/schema.json': '' })), {
      name: 'Failure',
      message: /^Cannot write overlays\/schema.json: .* \((EISDIR|EPERM|EEXIST)\)\.$/,
    });
    assert.deepEqual(treeOf(root), { 'overlays/schema.json/mine': 'mine' });
  });

  it('reports its progress', (t) => {
    const said: string[] = [];
    const files = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`base/${index}`, '']));
    emit(scratch(t), planOf(files), { progress: { update: (text) => said.push(text), end: () => {} } });
    assert.deepEqual(said, ['writing files: 0 of 150', 'writing files: 100 of 150']);
  });

  it('brings any tree to any plan, and a second run has nothing to do', (t) => {
    const name = fc.constantFrom('a', 'b', 'C', 'é', '.x', '__proto__');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `base/${parts.join('/')}`);
    const files = fc.dictionary(path, fc.string({ unit: 'binary' }), { maxKeys: 8 }).map(withoutNesting);
    fc.assert(
      fc.property(files, files, fc.subarray(['base/a', 'base/C', 'base/é']), (before, after, folders) => {
        const root = scratch(t, { ...before, 'mine.txt': 'mine' });
        mkdirSync(join(root, 'base/empty'), { recursive: true });
        const wholes = folders.filter((folder) => after[folder] === undefined);
        const plan = planOf(after, undefined, wholes);
        emit(root, plan);
        assert.deepEqual(compare(root, plan), []);
        for (const [file, content] of Object.entries(after)) {
          assert.deepEqual(readFileSync(join(root, file)), Buffer.from(content));
        }
        const expected = ['mine.txt', ...(Object.keys(after).length > 0 ? Object.keys(after) : ['base/'])];
        assert.deepEqual(Object.keys(treeOf(root)).sort(), expected.sort());
      }),
      { numRuns: 20 },
    );
  });
});

/** A path cannot be a file and a folder at once. */
function withoutNesting(files: Record<string, string>): Record<string, string> {
  const paths = Object.keys(files);
  const clashes = (path: string) => paths.some((other) => other.startsWith(`${path}/`));
  return Object.fromEntries(Object.entries(files).filter(([path]) => !clashes(path)));
}
