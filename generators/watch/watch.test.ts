import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createSaves } from './saves.ts';
import { isSource, watchSources } from './sources.ts';

test('sources are what people edit and commands read', () => {
  for (const path of [
    'overlays/fleet.yaml',
    'overlays/staging/environment.yaml',
    'overlays/staging/images.yaml',
    'apps/data/users.ts',
    'generators/argocd/health/x_Y.lua',
    'policies/data/volume-shrunk.ts',
  ])
    assert.ok(isSource(path), path);
  for (const path of [
    'overlays/staging/README.md',
    'overlays/staging/.environment.yaml.swp',
    'overlays/staging/apps',
    'apps/api.test.ts',
    'apps/.api.ts.swp',
    'apps/api.ts~',
    'apps/4913',
    'policies/data/volume-shrunk.golden.txt',
  ])
    assert.ok(!isSource(path), path);
});

test('saves of any kind are seen, in new folders too, and those of generated files are not', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'watch-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['apps/data', 'overlays/schemas', 'overlays/staging/apps/api'])
    mkdirSync(join(root, folder), { recursive: true });
  const seen = new Set<string>();
  t.after(watchSources(root, (path) => seen.add(path)));
  const sees = async (path: string) => {
    for (let tries = 0; !seen.has(path) && tries < 200; tries++) await setTimeout(10);
    assert.ok(seen.has(path), path);
  };
  const write = (path: string) => writeFileSync(join(root, path), '');
  write('overlays/staging/apps/api/kustomization.yaml');
  write('overlays/schemas/x.yaml');
  write('apps/data/one.ts');
  await sees('apps/data/one.ts');
  write('overlays/.fleet');
  renameSync(join(root, 'overlays/.fleet'), join(root, 'overlays/fleet.yaml'));
  await sees('overlays/fleet.yaml');
  mkdirSync(join(root, 'overlays/production'));
  await sees('overlays/production');
  write('overlays/production/environment.yaml');
  await sees('overlays/production/environment.yaml');
  rmSync(join(root, 'apps/data'), { recursive: true });
  mkdirSync(join(root, 'apps/data'));
  await sees('apps/data');
  write('apps/data/two.ts');
  await sees('apps/data/two.ts');
  assert.deepEqual(
    [...seen].filter((path) => /kustomization|schemas/.test(path)),
    [],
  );
});

test('all saves until it is quiet are one round, later ones the next, and an end ends the wait', async () => {
  const saves = createSaves(5);
  const ended = new AbortController();
  saves.add('a');
  saves.add('b');
  saves.add('a');
  assert.deepEqual(await saves.next(ended.signal), ['a', 'b']);
  const { arrived } = saves;
  assert.ok(!arrived.aborted);
  const next = saves.next(ended.signal);
  saves.add('c');
  assert.deepEqual(await next, ['c']);
  assert.ok(arrived.aborted && !saves.arrived.aborted, 'what was checked before is outdated, and nothing is now');
  const last = saves.next(ended.signal);
  ended.abort();
  assert.equal(await last, undefined);
});
