import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleTokens, tokenPlan } from '../testing/plan.ts';
import { envoyFilter, firstFilter, lastFilter, onRequests } from './envoyFilter.ts';
import { largestRequests } from './largestRequests.ts';
import { limitsFilter } from './limitsFilter.ts';
import { openRoutes } from './openRoutes.ts';
import { tokenPolicies } from './tokens.ts';

test('an EnvoyFilter is for the pods of the gateway alone', () => {
  const { metadata, spec } = envoyFilter('limits', 20, [], { a: 'b' });
  assert.deepEqual(metadata, { name: 'limits', namespace: 'gateways', labels: { a: 'b' } });
  assert.deepEqual(spec, {
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway' }],
    priority: 20,
    configPatches: [],
  });
});

test('limits are added after what verifies tokens, and sizes before all', () => {
  const plans = [tokenPlan({ tokens: exampleTokens, limit: { per: 'user', requests: 1, every: 'second' } })];
  const all = [
    ...tokenPolicies(plans, {}).filter(({ kind }) => kind === 'EnvoyFilter'),
    openRoutes(plans, {}),
    ...limitsFilter(plans, {}),
    ...largestRequests(plans, {}),
  ];
  // A filter of a higher priority is applied later, to what the others left.
  assert.deepEqual(
    all.map(({ metadata, spec }) => [metadata.name, (spec as { readonly priority: number }).priority]),
    [
      ['unauthorized', 10],
      ['open-routes', 10],
      ['limits', 20],
      ['largest-requests', 30],
    ],
  );
});

/** https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-Patch-Operation */
test('each patch meets the gateway’s own filter chain, at its place', () => {
  const inChain = { name: 'envoy.filters.network.http_connection_manager' };
  assert.partialDeepStrictEqual(firstFilter({}), {
    applyTo: 'HTTP_FILTER',
    match: { context: 'GATEWAY', listener: { filterChain: { filter: inChain } } },
    patch: { operation: 'INSERT_FIRST' },
  });
  assert.partialDeepStrictEqual(lastFilter({}), {
    applyTo: 'HTTP_FILTER',
    match: {
      context: 'GATEWAY',
      listener: { filterChain: { filter: { ...inChain, subFilter: { name: 'envoy.filters.http.router' } } } },
    },
    patch: { operation: 'INSERT_BEFORE' },
  });
  assert.partialDeepStrictEqual(onRequests({}), {
    applyTo: 'NETWORK_FILTER',
    match: { context: 'GATEWAY', listener: { filterChain: { filter: inChain } } },
    patch: { operation: 'MERGE' },
  });
});
