import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VerifiedRoute } from '../plan.ts';
import { examplePlan } from '../testing/plan.ts';
import { largestRequests } from './largestRequests.ts';

interface Patch {
  readonly patch: { readonly operation: string; readonly value: Readonly<Record<string, unknown>> };
}
const patchesOf = (plan: VerifiedRoute) =>
  largestRequests([plan], {}).flatMap(({ spec }) => (spec as { configPatches: Patch[] }).configPatches);

test('an ordinary route has its largest request, and the filter is first and off elsewhere', () => {
  const [filter, route] = patchesOf(examplePlan({ largest: 2048 }));
  assert.equal(filter?.patch.operation, 'INSERT_FIRST');
  assert.equal(filter?.patch.value.disabled, true);
  assert.partialDeepStrictEqual(route?.patch.value, {
    typed_per_filter_config: { 'envoy.filters.http.buffer': { buffer: { max_request_bytes: 2048 } } },
  });
});

/** The filter waits for the end of a request: these would wait for ever, or in memory. */
const streams: readonly [string, Partial<VerifiedRoute>][] = [
  ['uploads', { exchange: 'uploads' }],
  ['WebSockets', { exchange: 'long-lived' }],
  ['gRPC', { protocol: 'grpc' }],
];
for (const [title, changes] of streams) {
  test(`${title} are never kept until they are whole`, () => {
    assert.deepEqual(patchesOf(examplePlan(changes)), []);
  });
}
