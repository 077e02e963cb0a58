import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import { clusterWithZones, exampleClusters } from '../../testing/clusters.ts';
import { here } from '../source.ts';
import { operator } from './operator.ts';
import * as pods from './pods.ts';

const spec = {
  name: 'databases',
  source: here(import.meta),
  namespace: 'databases',
  groups: ['databases.io', 'more.io'],
  crds: 'none',
  values: () => ({}),
} as const;
const object = (apiVersion: string): Resource => ({ apiVersion, kind: 'Thing', metadata: { name: 'one' } });

test('an operator serves the kinds of its groups, in restricted pods, without others and without an identity', () => {
  const own = operator(spec);
  const { serves, declared: _declared, values, ...rest } = own;
  const { values: given, ...plain } = spec;
  assert.deepEqual(values?.({} as never), given());
  assert.deepEqual(rest, { ...plain, podSecurity: 'restricted', requires: [], identity: undefined, leaders: {} });
  const served = ['databases.io/v1', 'more.io/v1', 'other.io/v1', 'v1'].map((one) =>
    serves(object(one), exampleClusters.aws),
  );
  assert.deepEqual(served, [true, true, false, false]);
});

const unwritable: readonly (readonly [unknown, RegExp])[] = [
  [Number.NaN, /^values\.replicas is the number NaN$/],
  [() => 1, /^values\.replicas is the function /],
  [[1, new Date(0)], /^values\.replicas\.1 is a Date$/],
];

test('a value of a chart that no file can hold is a mistake in the declaration', () => {
  for (const [value, message] of unwritable) {
    const own = operator({ ...spec, values: () => ({ replicas: value }) });
    assert.throws(() => own.values?.({} as never), { name: 'Misdeclared', message });
  }
});

test('what an operator says itself holds', () => {
  const acts = { of: 'cluster', may: () => [] } as const;
  const own = operator({ ...spec, podSecurity: 'baseline', requires: ['other'], identity: acts, serves: () => true });
  assert.deepEqual([own.podSecurity, own.requires, own.identity], ['baseline', ['other'], acts]);
  assert.ok(own.serves(object('v1'), exampleClusters.aws));
});

test('an operator has a second pod where there is a second zone', () => {
  const counts = [1, 2, 3].map((zones) => pods.replicas({ cluster: clusterWithZones(zones) }));
  assert.deepEqual(counts, [1, 2, 2]);
});

test('pods of an operator lie in different zones, or prefer to', () => {
  const [zone, host] = pods.spreadOverZones('databases');
  const labelSelector = { matchLabels: { 'app.kubernetes.io/name': 'databases' } };
  assert.partialDeepStrictEqual(zone, {
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector,
    matchLabelKeys: ['pod-template-hash'],
  });
  assert.partialDeepStrictEqual(host, { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' });
  const term = { topologyKey: 'topology.kubernetes.io/zone', labelSelector };
  assert.deepEqual(pods.preferZones('databases'), {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
    },
  });
});

test('a pod of an operator may use four times the CPU and no more memory than it requests', () => {
  assert.deepEqual(pods.resources('25m', '256Mi'), {
    requests: { cpu: '25m', memory: '256Mi' },
    limits: { cpu: '100m', memory: '256Mi' },
  });
});

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted, and no write to the root file system. */
test('a container of an operator has no rights, a drain goes on with one pod, and a CRD stays', () => {
  assert.deepEqual(pods.restrictedContainer, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  });
  assert.deepEqual(pods.oneAtATime, { maxUnavailable: 1 });
  assert.deepEqual(pods.neverPruned, { 'argocd.argoproj.io/sync-options': 'Prune=false' });
});
