import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GatewayFeatureName } from '../../upstream/gatewayFeatures.ts';
import { featuresOf } from './featuresOf.ts';
import type { RoutePlan } from './plan.ts';
import { examplePlan, exampleTokens } from './testing/plan.ts';

const { seconds: _seconds, largest: _largest, ...bare } = examplePlan();
const canary = { service: 'api-canary', weight: 10 };
const origins = ['https://example.com'];

/** What a change of a route wants beyond an ordinary route, or beyond one of gRPC. */
const cases: readonly [title: string, Partial<RoutePlan>, http: GatewayFeatureName[], grpc: GatewayFeatureName[]][] = [
  ['nothing more', {}, [], []],
  ['tokens', { tokens: exampleTokens }, ['tokens'], ['tokens']],
  ['a limit', { limit: { per: 'user', requests: 1, every: 'second' } }, ['limits'], ['limits']],
  ['a canary', { canary }, ['canary'], ['grpcCanary']],
  ['headers', { headers: { 'X-Api': '2' } }, [], ['grpcHeaders']],
  ['seconds', { seconds: 15 }, ['timeouts'], []],
  ['a largest request', { largest: 1024 }, ['largest'], []],
  ['web pages', { origins }, ['cors'], ['grpcEdge']],
  ['a least version', { leastVersion: '1.4.0' }, ['leastVersion'], ['grpcEdge']],
  ['closed paths', { closed: ['/health'] }, [], ['grpcEdge']],
  ['answers that go on', { exchange: 'long-lived', largest: 1024 }, ['longLived'], ['longLived']],
  ['uploads', { exchange: 'uploads' }, ['uploads'], ['uploads']],
];
for (const [title, changes, http, grpc] of cases) {
  test(`a route with ${title} asks a gateway for that, by HTTP and by gRPC`, () => {
    const wanted = (protocol: RoutePlan['protocol']) => [...featuresOf({ ...bare, protocol, ...changes })].sort();
    assert.deepEqual(wanted('http'), ['paths', ...http].sort());
    assert.deepEqual(wanted('grpc'), ['grpc', ...grpc].sort());
  });
}
