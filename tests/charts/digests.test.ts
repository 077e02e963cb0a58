import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { repository } from '../../generators/repository.ts';
import { digestOf } from './digestOf.ts';
import { recordedDigests } from './digests.ts';

test('every recorded digest of a chart that fleet.yaml pins is that of its version', () => {
  const { charts = {} } = parse(readFileSync(join(repository, 'overlays/fleet.yaml'), 'utf8')) as {
    charts?: Readonly<Record<string, { version: string }>>;
  };
  const pinned = new Set(Object.entries(charts).map(([name, { version }]) => `${name} ${version}`));
  assert.deepEqual(
    Object.keys(recordedDigests()).filter((key) => charts[key.split(' ')[0] ?? ''] && !pinned.has(key)),
    [],
  );
});

test('a digest is that of the content of all files and of their paths', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'digests-'));
  t.after(() => rmSync(root, { recursive: true }));
  const digest = (name: string, files: Readonly<Record<string, string>>) => {
    const folder = join(root, name);
    mkdirSync(join(folder, 'templates'), { recursive: true });
    for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
    return digestOf(folder);
  };
  const files = { 'Chart.yaml': 'version: 1.0.0', 'templates/pod.yaml': 'kind: Pod' };
  const own = digest('one', files);
  assert.equal(digest('same', files), own);
  assert.notEqual(digest('content', { ...files, 'templates/pod.yaml': 'kind: Pot' }), own);
  assert.notEqual(digest('path', { 'Chart.yaml': 'version: 1.0.0', 'templates/pot.yaml': 'kind: Pod' }), own);
  assert.notEqual(digest('more', { ...files, '.hidden': '' }), own);
});
