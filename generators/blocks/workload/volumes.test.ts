import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import { secretValue } from '../secrets/value.ts';
import { documentMap } from './documents.ts';
import { mountedFiles } from './files.ts';
import { podTemplate } from './pod.ts';
import { volumeName, volumes } from './volumes.ts';

const key = secretValue('shop', { store: 'secrets', key: 'shop' }, 'key');

test('folders are bounded, secret files are read-only and readable by the pod’s group alone', () => {
  const runtime = { ...exampleRuntime, writable: { '/tmp': '64Mi' }, seeded: { '/var/lib/shop': '1Gi' } };
  const files = { '/etc/one': { 'a.crt': key, 'a.key': key }, '/etc/two': { b: key } };
  assert.deepEqual(volumes({ ...exampleWorkload, runtime, files: mountedFiles(files) }), {
    mounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'var-lib-shop', mountPath: '/var/lib/shop' },
      { name: 'etc-one', mountPath: '/etc/one', readOnly: true },
      { name: 'etc-two', mountPath: '/etc/two', readOnly: true },
    ],
    sources: [
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'var-lib-shop', emptyDir: { sizeLimit: '1Gi' } },
      {
        name: 'etc-one',
        secret: {
          secretName: 'shop-files',
          items: [
            { key: 'a.crt', path: 'a.crt' },
            { key: 'a.key', path: 'a.key' },
          ],
          defaultMode: 0o440,
        },
      },
      {
        name: 'etc-two',
        secret: { secretName: 'shop-files', items: [{ key: 'b', path: 'b' }], defaultMode: 0o440 },
      },
    ],
  });
});

test('files that are no secret come from one ConfigMap, read-only and readable by everybody', () => {
  const { writable: _, ...bare } = exampleRuntime;
  const files = mountedFiles({ '/etc/one': { 'a.yaml': 'a: 1' }, '/etc/two': { 'b.yaml': 'b: 1' } });
  const workload = { ...exampleWorkload, runtime: bare, files };
  assert.deepEqual(documentMap(workload), [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'shop-documents', namespace: 'backend', labels: exampleWorkload.labels },
      data: { 'a.yaml': 'a: 1', 'b.yaml': 'b: 1' },
    },
  ]);
  const source = (key: string) => ({ name: 'shop-documents', items: [{ key, path: key }], defaultMode: 0o444 });
  assert.deepEqual(volumes(workload), {
    mounts: [
      { name: 'etc-one', mountPath: '/etc/one', readOnly: true },
      { name: 'etc-two', mountPath: '/etc/two', readOnly: true },
    ],
    sources: [
      { name: 'etc-one', configMap: source('a.yaml') },
      { name: 'etc-two', configMap: source('b.yaml') },
    ],
  });
  assert.deepEqual(documentMap(exampleWorkload), []);
});

test('a file by itself hides nothing of its folder, and a folder may hold secrets beside texts', () => {
  const { writable: _, ...bare } = exampleRuntime;
  const files = mountedFiles({ '/etc/shop/ini': 'x', '/run/key': key, '/etc/both': { key, 'a.yaml': 'a: 1' } });
  const { mounts, sources } = volumes({ ...exampleWorkload, runtime: bare, files });
  assert.deepEqual(mounts, [
    { name: 'etc-shop-ini', mountPath: '/etc/shop/ini', readOnly: true, subPath: 'ini' },
    { name: 'run-key', mountPath: '/run/key', readOnly: true, subPath: 'key' },
    { name: 'etc-both', mountPath: '/etc/both', readOnly: true },
  ]);
  const items = (key: string) => [{ key, path: key }];
  assert.deepEqual(sources, [
    { name: 'etc-shop-ini', configMap: { name: 'shop-documents', items: items('ini'), defaultMode: 0o444 } },
    { name: 'run-key', secret: { secretName: 'shop-files', items: items('key'), defaultMode: 0o440 } },
    {
      name: 'etc-both',
      projected: {
        sources: [
          { secret: { name: 'shop-files', items: items('key') } },
          { configMap: { name: 'shop-documents', items: items('a.yaml') } },
        ],
        defaultMode: 0o440,
      },
    },
  ]);
});

test('a pod without folders and files has no volumes', () => {
  const { writable: _, ...bare } = exampleRuntime;
  assert.deepEqual(volumes({ ...exampleWorkload, runtime: bare }), {});
});

for (const [path, name] of [
  ['/tmp', 'tmp'],
  ['/var/cache/fontconfig', 'var-cache-fontconfig'],
] as const) {
  test(`the volume of ${path} is called ${name}`, () => assert.equal(volumeName(path), name));
}

test('paths that one label would stand for are volumes of two names, each a DNS label', () => {
  const long = `/${'a'.repeat(80)}`;
  const paths = [
    '/var/lib/a',
    '/var/lib-a',
    '/var/lib.a',
    '/x/A',
    '/x/B',
    '/x',
    '/opt/App_1/.cache',
    long,
    `${long}b`,
    '/.',
    '/_',
  ];
  const names = paths.map(volumeName);
  assert.equal(new Set(names).size, paths.length, names.join());
  for (const name of names) assert.match(`seed-${name}`, /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
});

test('each seeded folder is filled by the app’s own image before the app starts, without more rights', () => {
  const runtime = { ...exampleRuntime, seeded: { '/var/lib/shop': '1Gi', '/etc/shop': '1Mi' } };
  const { spec } = podTemplate({ ...exampleWorkload, runtime }, 'pod-template-hash');
  const seed = (name: string, path: string) => ({
    name: `seed-${name}`,
    image: runtime.image,
    imagePullPolicy: 'IfNotPresent',
    command: ['cp', '-R', `${path}/.`, '/seed'],
    resources: {
      requests: { cpu: '250m', memory: '128Mi', 'ephemeral-storage': '1089Mi' },
      limits: { cpu: '1', memory: '128Mi' },
    },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name, mountPath: '/seed' }],
  });
  assert.deepEqual(spec?.initContainers, [seed('var-lib-shop', '/var/lib/shop'), seed('etc-shop', '/etc/shop')]);
  const initContainers = (one: typeof runtime | typeof exampleRuntime) =>
    podTemplate({ ...exampleWorkload, runtime: one }, 'pod-template-hash').spec?.initContainers?.length;
  assert.deepEqual(
    [
      initContainers({ ...runtime, seeded: { '/etc/shop': '1Mi' } as typeof runtime.seeded }),
      initContainers(exampleRuntime),
    ],
    [1, undefined],
  );
});
