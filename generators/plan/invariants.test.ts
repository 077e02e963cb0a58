import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import { test } from 'node:test';
import { Failure } from '../model/finding.ts';
import { fileOf } from './folderFiles.ts';
import { assertInvariants } from './invariants.ts';
import { newParts } from './parts.ts';

const file = (path: string, source = 'apps/a.ts') => ({ path, source, content: '' });
const owned = ['base', 'overlays/test/apps'];

test('a plan writes each path once, and inside the generated folders', () => {
  const plan = { separate: [file('base/a/x.yaml'), file('overlays/test/apps/a/x.yaml')], owned };
  assert.equal(assertInvariants(plan), plan);
});

test('a plan writes single paths that it names, and no other outside', () => {
  const plan = { separate: [file('.ci.yaml')], owned, single: ['.ci.yaml'] };
  assert.equal(assertInvariants(plan), plan);
  assert.throws(() => assertInvariants({ ...plan, single: ['.ci.yml'] }), /writes \.ci\.yaml, which is outside/);
});

test('a plan that violates this fails with the path and its sources', () => {
  const cases: [string[], RegExp][] = [
    [['base/a/x.yaml', 'base/a/x.yaml'], /apps\/1\.ts and apps\/0\.ts both write base\/a\/x\.yaml/],
    [['base/a/x.yaml', 'base/a/X.yaml'], /apps\/1\.ts and apps\/0\.ts both write base\/a\/X\.yaml/],
    [['overlays/test/environment.yaml'], /apps\/0\.ts writes overlays\/test\/environment\.yaml, which is outside/],
    [['bases/a/x.yaml'], /apps\/0\.ts writes bases\/a\/x\.yaml, which is outside/],
  ];
  for (const [paths, message] of cases) {
    const separate = paths.map((path, index) => file(path, `apps/${index}.ts`));
    assert.throws(
      () => assertInvariants({ separate, owned }),
      (error) => error instanceof Failure && message.test(error.message),
    );
  }
});

const whole = (folder: string, paths: readonly string[] = []) => {
  const folders = paths.map((path) => {
    return { folder: dirname(path), source: 'apps/b.ts', isUpper: false, files: [fileOf(basename(path), '')] };
  });
  return newParts(folder, [], () => ({ said: null, folders, mistakes: [] })).subtree;
};

test('a folder that is planned as a whole is a generated one, and has its files from nowhere else', () => {
  const plan = { separate: [], owned, subtrees: [whole('base'), whole('overlays/test/apps/a')] };
  assert.equal(assertInvariants(plan), plan);
  for (const [subtrees, paths] of [
    [['base/a', 'base'], []],
    [['base', 'Base'], []],
    [['base/a', 'base/A'], []],
    [['bases'], []],
    [['overlays/test'], []],
    [['base'], ['base/a/x.yaml']],
    [['base/a'], ['base/A/x.yaml']],
  ] as const) {
    const made = { separate: paths.map((path) => file(path)), owned, subtrees: subtrees.map((one) => whole(one)) };
    assert.throws(() => assertInvariants(made), { name: 'Failure', fix: /^This is a defect of the generator/ });
  }
});

test('in a folder that is planned as a whole no two files have one path, on disks that ignore case, too', () => {
  assert.throws(
    () => whole('base', ['base/a/x.yaml', 'base/a/X.yaml']),
    /both write base\/a\/X\.yaml|both write base\/a\/x\.yaml/,
  );
});
