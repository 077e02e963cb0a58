import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../model/resource.ts';
import { exampleApp } from '../testing/app.ts';
import { names } from '../testing/names.ts';
import { folderFiles } from './folderFiles.ts';
import type { Rendering } from './renderings.ts';

const objects = (size: string): readonly Resource[] => [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'worker', namespace: 'backend' }, data: { size } },
];
const lower = { folder: 'overlays/test/apps/worker', resources: objects('1') };
const of = (changes: Partial<Rendering>): Rendering => ({
  app: exampleApp(names.worker),
  folder: 'overlays/test/clusters/one/worker',
  resources: objects('2'),
  lower,
  source: 'overlays/test/environment.yaml',
  ...changes,
});
const textsOf = (rendering: Rendering) => folderFiles(rendering).files.map(({ text }) => text);

test('folders of one list of objects over one layer share their files', () => {
  const first = of({});
  assert.equal(folderFiles({ ...first, folder: 'overlays/test/clusters/two/worker' }), folderFiles(first));
});

const resources = objects('2');
const cases: [string, Partial<Rendering>][] = [
  ['over other objects', { lower: { ...lower, resources } }],
  ['over another folder', { lower: { ...lower, folder: 'base/worker' } }],
  ['over nothing', { lower: undefined }],
  ['from another source', { source: 'overlays/other/environment.yaml' }],
];
for (const [title, changes] of cases) {
  test(`a folder of the same list of objects ${title} has files of its own, and so has the first one afterwards`, () => {
    const first = of({ resources });
    const before = textsOf(first);
    const alone = textsOf(of({ ...changes, resources: structuredClone(resources) }));
    assert.notDeepEqual(alone, before);
    assert.deepEqual(textsOf(of({ resources, ...changes })), alone);
    assert.deepEqual(textsOf(first), before);
  });
}
