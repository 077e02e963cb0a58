import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleWorkload } from '../../testing/workload.ts';
import { clusterService, shardService, trafficDistribution } from './service.ts';

/** https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution */
for (const [kubernetes, value] of [
  ['1.33', 'PreferClose'],
  ['1.34', 'PreferSameZone'],
  ['1.35', 'PreferSameZone'],
] as const) {
  test(`Kubernetes ${kubernetes} keeps traffic in the zone by ${value}`, () => {
    assert.equal(trafficDistribution(kubernetes), value);
  });
}

test('every Service of an app carries what its gateway has to know of it', () => {
  const serviceAnnotations = { 'example.com/timeout': '15' };
  const workload = { ...exampleWorkload, serviceAnnotations };
  for (const service of [...clusterService(workload), shardService(workload, 1)]) {
    assert.deepEqual(service.metadata.annotations, serviceAnnotations);
  }
  assert.equal(clusterService(exampleWorkload)[0]?.metadata.annotations, undefined);
});

test('pods that listen on no port have no Service, which would be refused', () => {
  assert.deepEqual(clusterService({ ...exampleWorkload, runtime: { ...exampleWorkload.runtime, ports: {} } }), []);
});
