import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../../model/resource.ts';
import { clusterWithZones, exampleClusters } from '../../../testing/clusters.ts';
import { apart, confirmed, dataVolume, evenly, oneAtATime, restrictedPod } from '../../../testing/pods.ts';
import { objectOf, renderSystem, specOf, systems, valkeyOf } from '../../../testing/systems.ts';

const name = 'answers-cache';
const labels = { 'app.kubernetes.io/name': name };

interface StatefulSet {
  template: {
    metadata: { labels: object; annotations: Record<string, string> };
    spec: { containers: object[]; volumes: object[]; affinity: object };
  };
  persistentVolumeClaimRetentionPolicy?: object;
  volumeClaimTemplates?: object[];
}
const setOf = (objects: readonly Resource[]) => specOf<StatefulSet>(objects, 'StatefulSet', name);
const cache = renderSystem(systems.valkey, exampleClusters.aws);
const broker = renderSystem(valkeyOf('broker'), exampleClusters.aws);

test('members start together, are replaced one after the other, and have names of their own', () => {
  const { template: _template, ...spec } = setOf(cache);
  assert.deepEqual(spec, {
    replicas: 3,
    serviceName: 'answers-cache-members',
    podManagementPolicy: 'Parallel',
    updateStrategy: { type: 'RollingUpdate' },
    minReadySeconds: 15,
    revisionHistoryLimit: 3,
    selector: { matchLabels: labels },
  });
});

test('a member stays in its zones, apart from others, and has time to hand over', () => {
  const { template } = setOf(cache);
  const { containers: _containers, ...pod } = template.spec;
  assert.deepEqual(pod, {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: 'shop-critical',
    terminationGracePeriodSeconds: 60,
    securityContext: restrictedPod(999, 1000),
    affinity: apart(['us-east-1a', 'us-east-1b', 'us-east-1c'], labels),
    topologySpreadConstraints: evenly(labels, 'controller-revision-hash'),
    dnsConfig: { options: [{ name: 'timeout', value: '1' }] },
    volumes: [
      { name: 'config', configMap: { name, defaultMode: 0o444 } },
      { name: 'run', emptyDir: { sizeLimit: '1Mi' } },
      { name: 'tmp', emptyDir: { sizeLimit: '1Mi' } },
      { name: 'data', emptyDir: { sizeLimit: '1Gi' } },
    ],
  });
  assert.deepEqual(template.metadata.labels, {
    ...labels,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': 'data',
    'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/managed-by': 'argocd',
  });
});

test('a broker’s volumes stay when it goes, which a person must confirm; a cache has none and goes at once', () => {
  const { persistentVolumeClaimRetentionPolicy, volumeClaimTemplates } = setOf(broker);
  assert.deepEqual(persistentVolumeClaimRetentionPolicy, { whenDeleted: 'Retain', whenScaled: 'Retain' });
  assert.deepEqual(volumeClaimTemplates, [dataVolume('20Gi')]);
  const annotations = [broker, cache].map((objects) => objectOf(objects, 'StatefulSet', name).metadata.annotations);
  assert.deepEqual(annotations, [confirmed, undefined]);
});

test('members of two zones are on hosts of their own', () => {
  const two = clusterWithZones(2);
  const { affinity } = setOf(renderSystem(systems.valkey, two)).template.spec;
  assert.deepEqual(affinity, apart(two.zones, labels, 'kubernetes.io/hostname'));
});

test('members are replaced when their configuration changes, and a drain takes one at a time', () => {
  const checksumIn = (objects: readonly Resource[]) => setOf(objects).template.metadata.annotations['checksum/config'];
  assert.match(checksumIn(cache) ?? '', /^[0-9a-f]{16}$/);
  const settings = { resources: { cpu: '500m', memory: '2Gi' } };
  assert.notEqual(checksumIn(renderSystem(systems.valkey, exampleClusters.aws, { settings })), checksumIn(cache));
  assert.deepEqual(specOf(cache, 'PodDisruptionBudget', name), oneAtATime(labels));
});

test('the address leads to the proxies; names of members resolve before members are ready', () => {
  const port = (name: string, port: number) => ({ name, port, targetPort: name, protocol: 'TCP' });
  assert.deepEqual(specOf(cache, 'Service', name), {
    type: 'ClusterIP',
    selector: { 'app.kubernetes.io/name': 'answers-cache-proxy' },
    trafficDistribution: 'PreferSameZone',
    ports: [port('valkey', 6379)],
  });
  assert.deepEqual(specOf(cache, 'Service', 'answers-cache-members'), {
    type: 'ClusterIP',
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: labels,
    ports: [port('valkey', 6379), port('sentinel', 26379)],
  });
});

test('a broker with replicas refuses writes that no replica takes; a single one has nobody to wait for', () => {
  const guards = [exampleClusters.aws, exampleClusters.local].map((cluster) => {
    const { data } = objectOf(renderSystem(valkeyOf('broker'), cluster), 'ConfigMap', name);
    return (data as Record<string, string>)['valkey.conf']?.includes('\nmin-replicas-to-write 1\n');
  });
  assert.deepEqual(guards, [true, false]);
});

test('one random password is for the user that Valkey calls default', () => {
  const { target } = specOf<{ target: { template: { data: object } } }>(cache, 'ExternalSecret', `${name}-credentials`);
  assert.deepEqual(target.template.data, { username: 'default', password: '{{ .password }}' });
});
