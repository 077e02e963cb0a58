import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openResults } from '../../kept/results.ts';
import { git } from '../../programs/testing/git.ts';
import { createBuilds } from '../kept/builds.ts';
import { buildBase } from './buildBase.ts';

/** Every overlay builds without an object. */
const builds = createBuilds(openResults(':memory:'), {
  identity: { program: 'driver', schemas: '' },
  async build({ overlays }, onResult) {
    for (const { path } of overlays) onResult({ path, objects: [], invalid: [], unchecked: [] });
  },
});

/** A repository with one overlay, and its commit. */
function repository(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'build-base-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const overlay = join(root, 'overlays/staging/clusters/eu/api');
  mkdirSync(overlay, { recursive: true });
  writeFileSync(join(overlay, 'kustomization.yaml'), '');
  git(root, ['init', '--quiet']);
  git(root, ['add', '--all']);
  git(root, ['commit', '--quiet', '--message', 'overlay']);
  return { root, commit: git(root, ['rev-parse', 'HEAD']).trim() };
}

const codes = ({ findings }: Awaited<ReturnType<typeof buildBase>>) =>
  findings.map(({ code, severity }) => `${severity} ${code}`);

test('a base revision with overlays is compared, and the result names it', async (t) => {
  const { root, commit } = repository(t);
  rmSync(join(root, 'overlays'), { recursive: true });
  const gone = await buildBase(root, { kind: 'commit', commit, name: 'main' }, true, new Map(), builds);
  assert.equal(gone.name, `main (${commit.slice(0, 8)})`);
  assert.deepEqual(codes(gone), []);
  assert.deepEqual([...(gone.before?.clusters.keys() ?? [])], ['staging/eu']);
});

test('a base revision whose tree was in another folder is compared with nothing, and that is told', async (t) => {
  const { root, commit } = repository(t);
  mkdirSync(join(root, 'platform'));
  git(root, ['mv', 'overlays', 'platform/overlays']);
  const moved = join(root, 'platform');
  const base = await buildBase(moved, { kind: 'commit', commit, name: 'main' }, true, new Map(), builds);
  assert.equal(base.name, 'nothing');
  assert.deepEqual(codes(base), ['warning base-revision-empty']);
});

test('a base revision that is missing is an error in a pipeline, and a warning elsewhere', async () => {
  const missing = { kind: 'missing', why: 'it is away', fix: 'Fetch it.' } as const;
  for (const [ci, expected] of [
    [true, 'error base-revision-missing'],
    [false, 'warning base-revision-missing'],
  ] as const) {
    assert.deepEqual(codes(await buildBase('/nowhere', missing, ci, new Map(), builds)), [expected]);
  }
});
