import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { outputOf, runSync } from '../programs/run.ts';
import { ensureTool } from '../programs/toolchain.ts';
import { repository } from '../repository.ts';
import { type BuiltOverlay, buildOverlays } from './overlays.ts';

const root = mkdtempSync(join(tmpdir(), 'driver-'));
after(() => rmSync(root, { recursive: true, force: true }));
const program = await ensureTool(repository, 'driver', () => {});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

async function build(...paths: string[]): Promise<BuiltOverlay[]> {
  const results: BuiltOverlay[] = [];
  const overlays = paths.map((path) => ({ path, kubernetes: '1.35' }));
  await buildOverlays(program, { root, schemas: '', overlays }, (result) => results.push(result));
  return results;
}

write({
  'base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: backend }
spec:
  template:
    metadata:
      annotations: { a: yes, b: "on", c: 12:30, d: 2026-01-01, e: 1e3, f: 0o10, g: 010, h: 1_000, i: ~, j: .5, k: "é <&> \\t" }
    spec:
      containers:
        - { name: api, image: podinfo, ports: [{ containerPort: 80 }, { containerPort: 81, protocol: TCP }], args: [a, "b: c"] }
        - { name: side, image: side:1, resources: { limits: { cpu: 500m, memory: 1Gi } } }
`,
  'base/others.yaml': `apiVersion: v1
kind: Service
metadata: { name: api, namespace: backend }
spec: { ports: [{ port: 80, name: http }] }
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: users, namespace: data }
spec: { instances: 3, postgresql: { pg_hba: [a, b] } }
---
apiVersion: v1
kind: Namespace
metadata: { name: backend }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: backend }
data: { text: "one\\ntwo\\n", number: "1", empty: "" }
`,
  'base/kustomization.yaml': 'resources: [deployment.yaml, others.yaml]\n',
  'environment/kustomization.yaml': `resources: [../base]
images: [{ name: podinfo, newName: example.com/podinfo, newTag: "6.0", digest: "sha256:${'0'.repeat(64)}" }]
patches:
  - path: deployment.yaml
  - target: { kind: Cluster, name: users }
    patch: |-
      - { op: add, path: /spec/postgresql/pg_hba/-, value: c }
`,
  'environment/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: backend }
spec: { template: { spec: { containers: [{ name: side, $patch: delete }, { name: new, image: new:1 }] } } }
`,
  'cluster/kustomization.yaml': 'resources: [../environment]\nreplicas: [{ name: api, count: 7 }]\n',
  'broken/kustomization.yaml': 'resources: [nothing.yaml]\n',
  'typed/kustomization.yaml': 'resources: [../base]\nopenapi: { path: schema.json }\n',
  'typed/schema.json': '{"definitions": {}}',
});

test("the driver builds what the command builds: the same objects in the same order, each field's value the same", async () => {
  const kustomize = await ensureTool(repository, 'kustomize', () => {});
  const [built] = await build('cluster');
  assert.equal(built?.error, undefined);
  const printed = outputOf(runSync(kustomize, ['build', join(root, 'cluster')]));
  const expected = parseAllDocuments(printed).map((document) => document.toJS() as unknown);
  assert.equal(expected.length, 5);
  assert.deepEqual(built?.objects, expected);
});

test('an overlay that does not build has an error, one that would change other builds is refused, the rest is built', async () => {
  const results = await build('cluster', 'broken', 'typed', 'cluster');
  assert.deepEqual(
    results.map(({ path, objects }) => [path, objects.length]),
    [
      ['cluster', 5],
      ['broken', 0],
      ['typed', 0],
      ['cluster', 5],
    ],
  );
  assert.match(results[1]?.error ?? '', /broken\/nothing\.yaml: no such file or directory/);
  assert.equal(
    results[2]?.error,
    'typed/kustomization.yaml: the field openapi is not allowed: it would change how Kustomize merges every overlay built after this one',
  );
  assert.deepEqual(results[3], results[0]);
});

test('no overlays are no results', async () => {
  assert.deepEqual(await build(), []);
});

test('a driver that cannot work is a failure with its message', async () => {
  const request = { root: 'relative', schemas: '', overlays: [{ path: 'a', kubernetes: '1.35' }] };
  await assert.rejects(
    buildOverlays(program, request, () => {}),
    {
      name: 'Failure',
      message: /broke off after 0 of 1: driver: root must be an absolute path, not "relative"/,
    },
  );
  const absent = { ...request, root };
  await assert.rejects(
    buildOverlays(join(root, 'absent'), absent, () => {}),
    { name: 'Failure', message: /broke off after 0 of 1: there is no program `.*absent`/ },
  );
});

test('an error of the callback ends the work', async () => {
  const overlays = Array.from({ length: 50 }, () => ({ path: 'cluster', kubernetes: '1.35' }));
  const refuse = () => {
    throw new Error('enough');
  };
  await assert.rejects(buildOverlays(program, { root, schemas: '', overlays }, refuse), { message: 'enough' });
});

test('a driver that goes on without a result is ended, and its overlays say why', async () => {
  const slow = join(root, 'slow');
  writeFileSync(
    slow,
    '#!/bin/sh\necho \'{"path":"one","objects":[],"error":"","invalid":[],"unchecked":[]}\'\nexec sleep 60\n',
    {
      mode: 0o755,
    },
  );
  const errors: [string, string | undefined][] = [];
  const overlays = ['one', 'two', 'three'].map((path) => ({ path, kubernetes: '' }));
  await buildOverlays(slow, { root, schemas: '', overlays }, ({ path, error }) => errors.push([path, error]), 400);
  assert.deepEqual(errors, [
    ['one', undefined],
    ['two', 'it took longer than 0.4 s, and was ended'],
    ['three', 'its turn did not come: two took too long'],
  ]);
});
