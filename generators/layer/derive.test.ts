import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { deriveLayer, type Layer } from './derive.ts';

const nothing: Layer = { added: [], deleted: [], patches: [], images: [], replicas: [] };

/** Pairs of objects and their patch: the strategic merge patch without its identity, or the operations. */
const cases: readonly (readonly [title: string, lower: Resource, upper: Resource, patch: unknown])[] = [
  ['the same object gives no patch', config({ a: '1', b: '2' }), config({ b: '2', a: '1' }), undefined],
  ['a changed key names itself alone', config({ a: '1', b: '2' }), config({ a: '1', b: '3' }), { data: { b: '3' } }],
  ['a removed key becomes null', config({ a: '1', b: '2' }), config({ a: '1' }), { data: { b: null } }],
  ['the last key removed leaves an empty map', config({ a: '1' }), config({}), { data: { a: null } }],
  ['a removed map becomes null', config({ a: '1' }), config(undefined), { data: null }],
  ['an added map is in the patch whole, empty or not', config(undefined), config({}), { data: {} }],
  [
    'values that YAML could misread stay strings',
    annotated({ a: 'x' }),
    annotated({ a: 'yes', b: '012' }),
    { metadata: { annotations: { a: 'yes', b: '012' } } },
  ],
  [
    'a variable is changed in place, after those it follows',
    container({ env: [env('A', '1'), env('B', '2'), env('C', '3')] }),
    container({ env: [env('A', '1'), env('B', '5'), env('C', '3')] }),
    inPod({ containers: [{ name: 'api', env: [{ name: 'A' }, env('B', '5')] }] }),
  ],
  [
    'a variable removed is deleted by its name',
    container({ env: [env('A', '1'), env('B', '2'), env('C', '3')] }),
    container({ env: [env('A', '1'), env('C', '3')] }),
    inPod({ containers: [{ name: 'api', env: [{ name: 'B', $patch: 'delete' }] }] }),
  ],
  [
    'a container added in the middle follows those in front of it',
    pod({ containers: [{ name: 'a' }, { name: 'c' }] }),
    pod({ containers: [{ name: 'a' }, { name: 'b', image: 'x' }, { name: 'c' }] }),
    inPod({ containers: [{ name: 'a' }, { name: 'b', image: 'x' }] }),
  ],
  [
    'containers in another order are named in it',
    pod({ containers: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }),
    pod({ containers: [{ name: 'c' }, { name: 'a' }, { name: 'b' }] }),
    inPod({ containers: [{ name: 'c' }] }),
  ],
  [
    'a port merges by number and protocol',
    container({ ports: [port(53, 'TCP'), port(53, 'UDP')] }),
    container({ ports: [port(53, 'TCP'), { ...port(53, 'UDP'), name: 'dns' }] }),
    inPod({ containers: [{ name: 'api', ports: [{ ...port(53, 'UDP'), name: 'dns' }] }] }),
  ],
  [
    'a port with another number is another port',
    container({ ports: [{ containerPort: 80, name: 'http' }] }),
    container({ ports: [{ containerPort: 8080, name: 'http' }] }),
    inPod({
      containers: [
        {
          name: 'api',
          ports: [
            { containerPort: 8080, name: 'http' },
            { containerPort: 80, $patch: 'delete' },
          ],
        },
      ],
    }),
  ],
  [
    'with two merge keys a member added at the end takes JSON 6902',
    container({ ports: [port(53, 'TCP')] }),
    container({ ports: [port(53, 'TCP'), port(53, 'UDP')] }),
    [{ op: 'add', path: '/spec/template/spec/containers/0/ports/1', value: port(53, 'UDP') }],
  ],
  [
    'ports of which only some have a protocol take JSON 6902',
    container({ ports: [port(53, 'UDP'), { containerPort: 80 }], image: 'a' }),
    container({ ports: [port(53, 'UDP'), { containerPort: 80 }] }),
    [{ op: 'remove', path: '/spec/template/spec/containers/0/image' }],
  ],
  [
    'a string cannot become a number in a strategic merge, it would stay quoted',
    service([{ port: 80, targetPort: 'http' }]),
    service([{ port: 80, targetPort: 8080 }]),
    [{ op: 'replace', path: '/spec/ports/0/targetPort', value: 8080 }],
  ],
  [
    'a number may become a string',
    service([{ port: 80, targetPort: 1 }]),
    service([{ port: 80, targetPort: 'a' }]),
    {
      spec: { ports: [{ port: 80, targetPort: 'a' }] },
    },
  ],
  [
    'metrics of an autoscaler are replaced whole',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: { maxReplicas: 3, metrics: [{ type: 'A' }, { type: 'B' }] },
    }),
    object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { maxReplicas: 3, metrics: [{ type: 'B' }] } }),
    { spec: { metrics: [{ type: 'B' }] } },
  ],
  [
    'rules of a NetworkPolicy are replaced whole',
    object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { ingress: [{ ports: [{ port: 80 }] }], egress: [{}] } }),
    object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { ingress: [], egress: [{}] } }),
    { spec: { ingress: [] } },
  ],
  [
    'lists of a custom resource are replaced whole, names or not',
    object('postgresql.cnpg.io/v1', 'Cluster', { spec: { env: [env('A', '1'), env('B', '2')], instances: 3 } }),
    object('postgresql.cnpg.io/v1', 'Cluster', { spec: { env: [env('A', '1')], instances: 3 } }),
    { spec: { env: [env('A', '1')] } },
  ],
  [
    'a null is a value only JSON 6902 can set',
    object('example.com/v1', 'Thing', { spec: { a: 1 } }),
    object('example.com/v1', 'Thing', { spec: { a: null } }),
    [{ op: 'replace', path: '/spec/a', value: null }],
  ],
  [
    'a map that becomes a list takes JSON 6902',
    object('example.com/v1', 'Thing', { spec: { a: {}, 'b/~': 1 } }),
    object('example.com/v1', 'Thing', { spec: { a: [], 'b/~': 2 } }),
    [
      { op: 'replace', path: '/spec/a', value: [] },
      { op: 'replace', path: '/spec/b~1~0', value: 2 },
    ],
  ],
  [
    'an object inside a custom resource keeps its lists out of the merge',
    object('example.com/v1', 'Thing', { spec: { template: pod({ containers: [{ name: 'a' }] }) } }),
    object('example.com/v1', 'Thing', { spec: { template: pod({ containers: [{ name: 'b' }] }) } }),
    [{ op: 'replace', path: '/spec/template/spec/template/spec/containers', value: [{ name: 'b' }] }],
  ],
  [
    'JSON 6902 removes from the end and adds by final position',
    container({ env: [env('A', '1'), env('B', '2'), env('C', '3'), env('D', '4')], args: null }),
    container({ env: [env('X', '0'), env('A', '1'), env('C', '9')], args: null }),
    [
      { op: 'remove', path: '/spec/template/spec/containers/0/env/3' },
      { op: 'remove', path: '/spec/template/spec/containers/0/env/1' },
      { op: 'add', path: '/spec/template/spec/containers/0/env/0', value: env('X', '0') },
      { op: 'replace', path: '/spec/template/spec/containers/0/env/2/value', value: '9' },
    ],
  ],
  [
    'finalizers, which Kustomize unites, take JSON 6902',
    object('v1', 'Service', { metadata: { name: 'api', finalizers: ['a'] } }),
    object('v1', 'Service', { metadata: { name: 'api', finalizers: ['b'] } }),
    [{ op: 'replace', path: '/metadata/finalizers', value: ['b'] }],
  ],
];

for (const [title, lower, upper, expected] of cases) {
  test(title, () => {
    const layer = deriveLayer([lower], [upper]);
    const [patch] = layer.patches;
    assert.deepEqual({ ...layer, patches: [] }, nothing);
    if (patch?.kind !== 'strategic-merge') return assert.deepEqual(patch?.operations, expected);
    const { metadata, ...members } = expected as { metadata?: object };
    const { apiVersion, kind } = upper;
    assert.deepEqual(patch.body, { apiVersion, kind, metadata: { name: 'api', ...metadata }, ...members });
  });
}

test('objects of one layer alone are added whole and deleted by their identity', () => {
  const namespaced = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a', namespace: 'backend' },
    data: { a: '' },
  };
  assert.deepEqual(deriveLayer([namespaced], [config({ a: '1' })]), {
    ...nothing,
    added: [config({ a: '1' })],
    deleted: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'backend' }, $patch: 'delete' }],
  });
});

test('an apiVersion that differs between layers is refused, and so is an object rendered twice', () => {
  const [old, young] = [object('policy/v1beta1', 'PodDisruptionBudget'), object('policy/v1', 'PodDisruptionBudget')];
  assert.throws(
    () => deriveLayer([old], [young]),
    new Failure(
      'PodDisruptionBudget/api is policy/v1beta1 in one layer and policy/v1 in the next.',
      'Render one apiVersion: the identity of an object must not depend on settings.',
    ),
  );
  assert.throws(
    () => deriveLayer([old, old], []),
    new Failure('PodDisruptionBudget/api is rendered twice in one app.', 'Give the objects different names.'),
  );
});

function object(apiVersion: string, kind: string, members: object = {}): Resource {
  return { apiVersion, kind, metadata: { name: 'api' }, ...members };
}

function config(data: Record<string, string> | undefined): Resource {
  return object('v1', 'ConfigMap', data && { data });
}

function annotated(annotations: Record<string, string>): Resource {
  return object('v1', 'ConfigMap', { metadata: { name: 'api', annotations } });
}

function service(ports: readonly object[]): Resource {
  return object('v1', 'Service', { spec: { ports } });
}

function pod(spec: object): Resource {
  return object('apps/v1', 'Deployment', inPod(spec));
}

function container(members: object): Resource {
  return pod({ containers: [{ name: 'api', ...members }] });
}

function inPod(spec: object): object {
  return { spec: { template: { spec } } };
}

function env(name: string, value: string): object {
  return { name, value };
}

function port(containerPort: number, protocol: string): object {
  return { containerPort, protocol };
}
