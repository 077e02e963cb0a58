import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { git } from '../programs/testing/git.ts';
import { emit } from './testing/emit.ts';
import { planOf, put, scratch, treeOf } from './testing/scratch.ts';

const kept = (path: string) => ({ path, kept: `.cache/hand-edits/${path}` });

for (const wholes of [[], ['base']])
  describe(`in a tree that was generated here, ${wholes.length === 0 ? 'file by file' : 'as a whole'}`, () => {
    const planned = (files: Readonly<Record<string, string>>) => planOf(files, undefined, wholes);
    const generated = (t: TestContext, files = { 'base/a': '1', 'base/b': '1' }) => {
      const root = scratch(t);
      emit(root, planned(files));
      return root;
    };

    it('what the generator wrote is changed and removed without a warning', (t) => {
      const root = generated(t);
      assert.deepEqual(emit(root, planned({ 'base/a': '2' })).handEdited, []);
    });

    it('a hand edit is reported before it is overwritten, and kept', (t) => {
      const root = generated(t);
      put(root, { 'base/a': 'mine' });
      const seen: unknown[] = [];
      const { handEdited, written } = emit(root, planned({ 'base/a': '2', 'base/b': '2' }), {
        onHandEdits: (edits) => seen.push(edits, treeOf(root)['base/a']),
      });
      assert.deepEqual(handEdited, [kept('base/a')]);
      assert.deepEqual(seen, [[kept('base/a')], 'mine']);
      assert.deepEqual(written, ['base/a', 'base/b']);
      assert.equal(readFileSync(join(root, '.cache/hand-edits/base/a'), 'utf8'), 'mine');
    });

    it('a hand edit is noticed although the plan is the same', (t) => {
      const root = generated(t);
      put(root, { 'base/b': 'mine' });
      assert.deepEqual(emit(root, planned({ 'base/a': '1', 'base/b': '1' })).handEdited, [kept('base/b')]);
    });

    it('a hand edit of what becomes stale is kept, and so is a file of somebody’s own', (t) => {
      const root = generated(t);
      put(root, { 'base/b': 'mine', 'base/notes/todo.md': 'mine' });
      const { handEdited, removed } = emit(root, planned({ 'base/a': '1' }));
      assert.deepEqual(removed, ['base/b', 'base/notes/todo.md']);
      assert.deepEqual(handEdited, [kept('base/b'), kept('base/notes/todo.md')]);
      assert.equal(readFileSync(join(root, '.cache/hand-edits/base/notes/todo.md'), 'utf8'), 'mine');
    });

    it('what an earlier run wrote is a hand edit once a later run has replaced it', (t) => {
      const root = generated(t, { 'base/a': '1', 'base/b': 'other' });
      emit(root, planned({ 'base/a': '2', 'base/b': 'other' }));
      put(root, { 'base/a': '1' });
      assert.deepEqual(emit(root, planned({ 'base/a': '3' })).handEdited, [kept('base/a')]);
    });

    it('what a limited run leaves as it is was written by an earlier run: changed there it is a hand edit, else none', (t) => {
      const root = generated(t, { 'base/a': '1', 'base/b': '1' });
      const only = { isMeant: (path: string) => path === 'base/a' };
      assert.deepEqual(emit(root, planned({ 'base/a': '2', 'base/b': '2' }), only).written, ['base/a']);
      assert.deepEqual(emit(root, planned({ 'base/a': '3', 'base/b': '2' }), only).handEdited, []);
      assert.deepEqual(emit(root, planned({ 'base/a': '3', 'base/b': '3' })).handEdited, []);
      put(root, { 'base/a': '2', 'base/b': '2' });
      const { handEdited } = emit(root, planned({ 'base/a': '4', 'base/b': '4' }));
      assert.deepEqual(handEdited, [kept('base/a'), kept('base/b')]);
    });

    it('what a limited run left is no hand edit after a whole run has written it', (t) => {
      const root = generated(t, { 'base/a': '1', 'base/b': '1' });
      const plan = planned({ 'base/a': '2', 'base/b': 'two' });
      emit(root, plan, { isMeant: (path) => path === 'base/a' });
      emit(root, plan);
      assert.deepEqual(emit(root, planned({ 'base/a': '2', 'base/b': '3' })).handEdited, []);
    });

    it('a path of several lines is a path like any other', (t) => {
      const root = generated(t);
      put(root, { 'base/two\nlines': 'mine' });
      const only = { isMeant: (path: string) => path === 'base/a' };
      emit(root, planned({ 'base/a': '2', 'base/b': '1' }), only);
      emit(root, planned({ 'base/a': '3', 'base/b': '1' }), only);
      assert.deepEqual(emit(root, planned({ 'base/a': '3', 'base/b': '1' })).handEdited, [kept('base/two\nlines')]);
    });

    it('a hand edit equal to the new plan is not reported', (t) => {
      const root = generated(t);
      put(root, { 'base/a': '2' });
      assert.deepEqual(emit(root, planned({ 'base/a': '2', 'base/b': '2' })).handEdited, []);
    });

    it('a deleted file is written again: no text is lost with it', (t) => {
      const root = generated(t);
      rmSync(join(root, 'base/a'));
      const result = emit(root, planned({ 'base/a': '1', 'base/b': '1' }));
      assert.deepEqual(result, { written: ['base/a'], removed: [], unchanged: 1, handEdited: [] });
    });

    it('a second edit of one file does not overwrite the first one’s copy, and the same text is kept once', (t) => {
      const root = generated(t);
      const copies = ['mine', 'mine too', 'mine'].flatMap((text) => {
        put(root, { 'base/a': text });
        return emit(root, planned({ 'base/a': '1', 'base/b': '1' })).handEdited.map((edit) => edit.kept);
      });
      const first = '.cache/hand-edits/base/a';
      const second = '.cache/hand-edits.2/base/a';
      assert.deepEqual(copies, [first, second, first]);
      assert.equal(readFileSync(join(root, second), 'utf8'), 'mine too');
    });

    it('a copy is kept beside whatever is at its path: a folder, or a file where it needs a folder', (t) => {
      const root = generated(t);
      put(root, { 'base/c/d': 'mine', 'base/e': 'mine' });
      emit(root, planned({ 'base/a': '1', 'base/b': '1' }));
      put(root, { 'base/c': 'mine', 'base/e/f': 'mine' });
      const { handEdited } = emit(root, planned({ 'base/a': '1', 'base/b': '1' }));
      assert.deepEqual(
        handEdited.map((edit) => edit.kept),
        ['.cache/hand-edits.2/base/c', '.cache/hand-edits.2/base/e/f'],
      );
    });

    it('what the generator wrote at another path is no hand edit: a folder that was moved', (t) => {
      const root = generated(t, { 'base/a': '1', 'base/b': '2' });
      renameSync(join(root, 'base'), join(root, 'argocd'));
      put(root, { 'argocd/c': 'mine' });
      assert.deepEqual(emit(root, planned({ 'base/a': '1', 'argocd/a': '3' })).handEdited, [kept('argocd/c')]);
    });

    it('bytes that are no text are kept as they are', (t) => {
      const root = generated(t);
      const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
      writeFileSync(join(root, 'base/a'), bytes);
      emit(root, planned({ 'base/a': '1', 'base/b': '1' }));
      assert.deepEqual(readFileSync(join(root, '.cache/hand-edits/base/a')), bytes);
    });

    it('of a link the target is kept', { skip: process.platform === 'win32' }, (t) => {
      const root = generated(t);
      symlinkSync('../apps/api.ts', join(root, 'base/link'));
      assert.deepEqual(emit(root, planned({})).handEdited, [kept('base/link')]);
      assert.equal(readFileSync(join(root, '.cache/hand-edits/base/link'), 'utf8'), '../apps/api.ts');
    });

    it('a damaged record calls everything that differs a hand edit, and is mended', (t) => {
      for (const damage of ['', '{', 'null', '[]', '{"base/a":"x"}', '{"base/a":[1]}', '{"base/a":1}']) {
        const root = generated(t);
        put(root, { '.cache/written.json': damage });
        assert.deepEqual(emit(root, planned({ 'base/a': '2', 'base/b': '1' })).handEdited, [kept('base/a')]);
        assert.deepEqual(emit(root, planned({ 'base/a': '3', 'base/b': '3' })).handEdited, []);
      }
    });
  });

describe('in a clone that has no record yet', () => {
  const cloned = (t: TestContext, format: string, folder = '.') => {
    const root = scratch(t, Object.fromEntries(['a', 'b', 'c'].map((name) => [`${folder}/base/${name}`, '1'])));
    git(root, ['init', '--quiet', `--object-format=${format}`]);
    git(root, ['add', '.']);
    git(root, ['commit', '--quiet', '--message', 'generated']);
    return join(root, folder);
  };

  for (const format of ['sha1', 'sha256']) {
    it(`committed content is the generator’s, and anything else a hand edit (${format})`, (t) => {
      const root = cloned(t, format);
      put(root, { 'base/b': 'mine', 'base/d': 'mine' });
      const { handEdited } = emit(root, planOf({ 'base/a': '2', 'base/b': '2' }));
      assert.deepEqual(handEdited, [kept('base/b'), kept('base/d')]);
    });
  }

  it('the same holds in a folder of a larger repository, also when a hook runs the generator', (t) => {
    const root = cloned(t, 'sha1', 'deploy/config');
    put(root, { 'base/b': 'mine' });
    process.env.GIT_DIR = '.git';
    t.after(() => delete process.env.GIT_DIR);
    assert.deepEqual(emit(root, planOf({ 'base/a': '2', 'base/b': '2' })).handEdited, [kept('base/b')]);
  });

  it('content of another branch that is checked out is no hand edit, although the record differs', (t) => {
    const root = cloned(t, 'sha1');
    emit(root, planOf({ 'base/a': '2', 'base/b': '2' }));
    git(root, ['checkout', '--quiet', '--force', 'HEAD']);
    assert.deepEqual(emit(root, planOf({ 'base/a': '3' })).handEdited, []);
  });

  it('without a commit or git, whatever differs may be a hand edit', (t) => {
    const root = scratch(t, { 'base/a': '1', 'base/b': '1' });
    assert.deepEqual(emit(root, planOf({ 'base/a': '2', 'base/b': '1' })).handEdited, [kept('base/a')]);
    assert.deepEqual(emit(root, planOf({ 'base/a': '3', 'base/b': '3' })).handEdited, []);
  });
});
