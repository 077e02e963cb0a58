import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoutePlan } from '../plan.ts';
import { examplePlan } from '../testing/plan.ts';
import { destinationRules } from './destinationRules.ts';

const policies = (...plans: RoutePlan[]) =>
  destinationRules(plans, {}).map(({ spec }) => {
    const { host, trafficPolicy } = spec as { host: string; trafficPolicy: Record<string, unknown> };
    return { host, ...trafficPolicy };
  });
const outlierDetection = {
  consecutive5xxErrors: 0,
  consecutiveGatewayErrors: 5,
  interval: '10s',
  baseEjectionTime: '30s',
  maxEjectionPercent: 50,
};
const bounded = {
  tcp: { connectTimeout: '2s', maxConnections: 2048 },
  http: { http1MaxPendingRequests: 512, http2MaxRequests: 2048 },
};
const host = 'api.backend.svc.cluster.local';

test('an app has one rule for all its routes: failing pods rest, half of them at most, and waiting has an end', () => {
  assert.deepEqual(policies(examplePlan(), examplePlan({ name: 'api-v2' })), [
    { host, connectionPool: bounded, outlierDetection },
  ]);
});

test('a canary has a rule of its own, so that its failures are its own', () => {
  const rules = policies(examplePlan({ canary: { service: 'api-canary', weight: 5 } }));
  assert.deepEqual(
    rules.map((one) => one.host),
    [host, 'api-canary.backend.svc.cluster.local'],
  );
});

test('connections that stay are not counted, wherever one route of the app has them', () => {
  const rules = policies(examplePlan(), examplePlan({ name: 'live', exchange: 'long-lived' }));
  assert.deepEqual(rules, [{ host, connectionPool: { tcp: { connectTimeout: '2s' } }, outlierDetection }]);
});

test('a shard has none: nobody else could answer for it', () => {
  const paths = [{ path: '/files/0', service: 'files-0', port: 8080 }];
  assert.deepEqual(policies(examplePlan({ app: 'files', paths, exchange: 'uploads' })), []);
});
