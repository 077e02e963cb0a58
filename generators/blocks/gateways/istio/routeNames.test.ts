import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpRoute } from '../httpRoute.ts';
import type { VerifiedRoute } from '../plan.ts';
import { examplePlan } from '../testing/plan.ts';
import { istioGateway } from './index.ts';
import { routeNames } from './routeNames.ts';

const paths = ['0', '1'].map((shard) => ({ path: `/files/${shard}`, service: `files-${shard}`, port: 8080 }));
const grpcPaths = paths.map((one) => ({ ...one, path: `/files.Files${one.service.at(-1)}` }));
const canary = { service: 'api-canary', weight: 5 };
const cases: readonly [string, Partial<VerifiedRoute>, number][] = [
  ['a plain route', {}, 1],
  ['shards', { paths }, 2],
  ['closed paths', { closed: ['/v1/a', '/v1/b'] }, 3],
  ['a least version', { leastVersion: '1.4.0' }, 2],
  ['a canary', { canary }, 2],
  ['all of them', { paths, closed: ['/x'], leastVersion: '1.4.0', canary }, 7],
  ['gRPC, which has no rules for old apps', { protocol: 'grpc', leastVersion: '1.4.0' }, 1],
  ['gRPC with a canary', { protocol: 'grpc', canary }, 2],
  ['gRPC with a canary and shards', { protocol: 'grpc', paths: grpcPaths, canary }, 4],
];

for (const [title, changes, count] of cases) {
  test(`${title}: each of the ${count} rules that are written has its name, and no other`, () => {
    const plan = examplePlan(changes);
    const { spec } = httpRoute(plan, istioGateway, {});
    const { rules } = spec as { rules: unknown[] };
    assert.deepEqual([rules.length, routeNames(plan).length], [count, count]);
    assert.deepEqual(
      routeNames(plan),
      rules.map((_, rule) => `backend.api-v1.${rule}`),
    );
  });
}
