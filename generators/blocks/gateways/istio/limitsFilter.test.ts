import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Limit } from '../route.ts';
import { examplePlan, tokenPlan } from '../testing/plan.ts';
import { limitsFilter } from './limitsFilter.ts';

interface Patch {
  readonly applyTo: string;
  readonly match: { readonly routeConfiguration?: { readonly vhost: { readonly route: { readonly name: string } } } };
  readonly patch: { readonly operation: string; readonly value: Readonly<Record<string, unknown>> };
}
const patchesOf = (plans: Parameters<typeof limitsFilter>[0]) =>
  limitsFilter(plans, {}).flatMap(({ spec }) => (spec as { configPatches: Patch[] }).configPatches);

const headers: readonly [Limit['per'], string][] = [
  ['user', 'x-user-id'],
  ['device', 'x-device-id'],
  // What Envoy writes from the connection: a client's own X-Forwarded-For is none of it.
  ['address', 'x-envoy-external-address'],
];
for (const [per, header_name] of headers) {
  test(`a limit for each ${per} counts by ${header_name}, on the limited route alone`, () => {
    const limit = { per, requests: 5, every: 'second' } as const;
    const [, , ...routes] = patchesOf([tokenPlan({ limit }), examplePlan({ name: 'other' })]);
    assert.deepEqual(
      routes.map(({ match, patch }) => [match.routeConfiguration?.vhost.route.name, patch.value]),
      [
        [
          'backend.api-v1.0',
          {
            route: {
              rate_limits: [
                {
                  actions: [
                    { generic_key: { descriptor_key: 'route', descriptor_value: 'api-v1' } },
                    { request_headers: { header_name, descriptor_key: 'caller' } },
                  ],
                },
              ],
            },
          },
        ],
      ],
    );
  });
}

test('a service counts for all pods, requests pass when it is silent, and 429 says when to come again', () => {
  const [filter, answer] = patchesOf([tokenPlan({ limit: { per: 'user', requests: 5, every: 'second' } })]);
  assert.deepEqual([filter?.applyTo, filter?.patch.operation], ['HTTP_FILTER', 'INSERT_BEFORE']);
  assert.partialDeepStrictEqual(filter?.patch.value, {
    typed_config: {
      domain: 'gateway',
      timeout: '0.1s',
      failure_mode_deny: false,
      // Clients of gRPC know no 429, and clients of HTTP look for how much is left.
      rate_limited_as_resource_exhausted: true,
      enable_x_ratelimit_headers: 'DRAFT_VERSION_03',
      rate_limit_service: {
        grpc_service: {
          envoy_grpc: {
            cluster_name: 'outbound|8081||ratelimit.gateways.svc.cluster.local',
            authority: 'ratelimit.gateways.svc.cluster.local',
          },
        },
      },
    },
  });
  assert.partialDeepStrictEqual(answer?.patch.value, {
    typed_config: {
      local_reply_config: {
        mappers: [
          {
            filter: { status_code_filter: { comparison: { op: 'EQ', value: { default_value: 429 } } } },
            headers_to_add: [{ header: { key: 'Retry-After', value: '%RESP(X-RATELIMIT-RESET)%' } }],
          },
        ],
      },
    },
  });
});

test('without limits nothing asks the service', () => {
  assert.deepEqual(limitsFilter([tokenPlan(), examplePlan()], {}), []);
});
