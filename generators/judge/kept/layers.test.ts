import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { silent } from '../../console/progress.ts';
import { planOf } from '../../emit/testing/scratch.ts';
import { openResults } from '../../kept/results.ts';
import { openBuilder } from '../driver.ts';
import { layersOnDisk, plannedLayers } from './layers.ts';

const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: a }\n`;
const upper = (below: string, patch: string) => `resources:\n  - ${below}\npatches:\n  - path: ${patch}\n`;

const waits = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n';

const files = new Map([
  ['base/api/kustomization.yaml', 'resources:\n  - one.yaml\n'],
  ['base/api/one.yaml', map('one')],
  ['overlays/test/apps/api/kustomization.yaml', upper('../../../../base/api', 'p.yaml')],
  ['overlays/test/apps/api/p.yaml', `${map('one')}data: { a: b }\n`],
  ...['one', 'two'].flatMap((cluster): [string, string][] => [
    [`overlays/test/clusters/${cluster}/api/kustomization.yaml`, upper('../../../apps/api', 'p.yaml')],
    [`overlays/test/clusters/${cluster}/api/p.yaml`, `${map('one')}data: { c: d }\n`],
    [`overlays/test/clusters/${cluster}/api/application.yaml`, `cluster: ${cluster}\n`],
    [`overlays/test/clusters/${cluster}/waits/kustomization.yaml`, waits],
  ]),
  ['base/waits/kustomization.yaml', 'resources: []\n'],
  ['argocd/hub/kustomization.yaml', 'resources:\n  - test\n'],
  ['argocd/hub/test/kustomization.yaml', 'resources:\n  - one.yaml\n'],
  ['argocd/hub/test/one.yaml', map('hub')],
]);
const folders = ['overlays/test/clusters/one/api', 'overlays/test/clusters/one/waits', 'argocd/hub'];

const root = mkdtempSync(join(tmpdir(), 'layers-'));
after(() => rmSync(root, { recursive: true, force: true }));
for (const [path, content] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
const wholes = ['base', 'overlays/test/apps', 'overlays/test/clusters/one', 'overlays/test/clusters/two'];
const kept = { results: openResults(':memory:'), code: { judge: '', rules: '', plan: '', all: '' } };
const layersOf = (contents: ReadonlyMap<string, string>) =>
  plannedLayers(planOf(Object.fromEntries(contents), wholes, wholes), kept);
const planned = layersOf(files);

test('the plan, the disk and the driver count the same files', async () => {
  const onDisk = layersOnDisk(root);
  const read: (string | undefined)[] = [];
  await (await openBuilder(silent)).buildOnly({ root, overlays: folders }, (built) => read.push(built.read));
  assert.deepEqual(folders.map(onDisk), folders.map(planned));
  assert.deepEqual(read, folders.map(planned));
});

test('clusters with the same files have the same checksum, whatever Argo CD is told of them', () => {
  assert.equal(planned('overlays/test/clusters/two/api'), planned('overlays/test/clusters/one/api'));
});

for (const path of files.keys()) {
  test(`a change of ${path} changes the checksums of what is built from it, and no other`, () => {
    const changed = layersOf(new Map([...files, [path, `${files.get(path)}# changed\n`]]));
    const differs = folders.filter((folder) => changed(folder) !== planned(folder));
    const [top, , , cluster] = path.split('/');
    const expected = folders.filter((folder) => {
      if (path.endsWith('application.yaml') || path === 'base/waits/kustomization.yaml') return false;
      if (top === 'argocd' || folder.startsWith('argocd')) return path.startsWith(folder);
      return path.includes('/api/')
        ? folder.endsWith('/api') && (path.includes('apps') || top === 'base' || cluster === 'one')
        : path.startsWith(folder);
    });
    assert.deepEqual(differs, expected);
  });
}
