import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trafficDistribution } from './service.ts';

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
