import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../model/finding.ts';
import { assertInvariants } from './invariants.ts';

const file = (path: string, source = 'apps/a.ts') => ({ path, source, content: '' });
const owned = ['base', 'overlays/test/apps'];

test('a plan writes each path once, and inside the generated folders', () => {
  const plan = { files: [file('base/a/x.yaml'), file('overlays/test/apps/a/x.yaml')], owned };
  assert.equal(assertInvariants(plan), plan);
});

test('a plan writes single paths that it names, and no other outside', () => {
  const plan = { files: [file('.ci.yaml')], owned, single: ['.ci.yaml'] };
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
    const files = paths.map((path, index) => file(path, `apps/${index}.ts`));
    assert.throws(
      () => assertInvariants({ files, owned }),
      (error) => error instanceof Failure && message.test(error.message),
    );
  }
});
