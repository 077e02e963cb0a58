import assert from 'node:assert/strict';
import { test } from 'node:test';
import { golden, ofKind, shown } from '../testing/golden.ts';
import { app } from '../testing/names.ts';
import { rendered } from '../testing/rendered.ts';
import { exampleSpec } from '../testing/spec.ts';
import { shardedService } from './shardedService.ts';

const { scale: _, ...spec } = exampleSpec;
const files = app('files', 'media', ['http']);
const own = shardedService(files, { ...spec, shards: 2, uses: {}, podFields: { POD_NAME: 'metadata.name' } });
const objects = rendered('files', { apps: [own], contracts: [] });

/**
 * The label of each pod's number: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-index-label.
 * A Service for each pod selects by it; pods learn their number from it by the downward API.
 */
const expected = `
apiVersion: v1
kind: Service
metadata: { name: files }
spec:
  selector: { app.kubernetes.io/name: files }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: files }
spec: { maxUnavailable: 1 }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: files }
spec:
  replicas: 2
  serviceName: files
  podManagementPolicy: Parallel
  updateStrategy: { type: RollingUpdate }
  revisionHistoryLimit: 3
  selector: { matchLabels: { app.kubernetes.io/name: files } }
  template:
    spec:
      topologySpreadConstraints:
        - { topologyKey: topology.kubernetes.io/zone, matchLabelKeys: [controller-revision-hash] }
        - { topologyKey: kubernetes.io/hostname, matchLabelKeys: [controller-revision-hash] }
      containers:
        - name: files
          env:
            - { name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
            - name: POD_INDEX
              valueFrom: { fieldRef: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" } }
---
apiVersion: v1
kind: Service
metadata: { name: files-0 }
spec:
  selector: { app.kubernetes.io/name: files, apps.kubernetes.io/pod-index: "0" }
  ports: [{ name: http, port: 8080, targetPort: http, protocol: TCP }]
---
apiVersion: v1
kind: Service
metadata: { name: files-1 }
spec:
  selector: { app.kubernetes.io/name: files, apps.kubernetes.io/pod-index: "1" }
`;

test('a sharded service is a fixed number of pods, each with a Service and a number of its own', () => {
  const all = ofKind(objects, 'Service', 'PodDisruptionBudget', 'StatefulSet');
  assert.partialDeepStrictEqual(shown(all), golden(expected));
  assert.equal(all.length, 5);
});

test('every object of a shard is in the namespace of its tier and has the recommended labels', () => {
  for (const { kind, metadata } of objects) {
    assert.equal(metadata.namespace, 'media', kind);
    assert.equal(metadata.labels?.['app.kubernetes.io/component'], 'media', kind);
  }
});

test('the Service of all shards selects each of them', () => {
  const [service] = ofKind(objects, 'Service');
  assert.deepEqual((service?.spec as { selector: object }).selector, { 'app.kubernetes.io/name': 'files' });
});

test('nothing scales shards, and no setting changes their number', () => {
  assert.deepEqual(ofKind(objects, 'Deployment', 'HorizontalPodAutoscaler', 'ScaledObject'), []);
  assert.deepEqual(Object.keys((own.settings as unknown as { properties: object }).properties), [
    'enabled',
    'resources',
    'nodes',
  ]);
});
