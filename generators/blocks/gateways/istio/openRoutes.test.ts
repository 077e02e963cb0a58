import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlan, tokenPlan } from '../testing/plan.ts';
import { openRoutes } from './openRoutes.ts';

interface Spec {
  readonly targetRefs: unknown;
  readonly configPatches: readonly { readonly match: unknown; readonly patch: unknown }[];
}
const off = { '@type': 'type.googleapis.com/envoy.config.route.v3.FilterConfig', disabled: true };
const named = (name: string) => ({
  applyTo: 'HTTP_ROUTE',
  match: { context: 'GATEWAY', routeConfiguration: { vhost: { route: { name } } } },
  patch: {
    operation: 'MERGE',
    value: {
      typed_per_filter_config: { 'envoy.filters.http.jwt_authn': off, 'envoy.filters.http.rbac': off },
    },
  },
});

test('tokens are verified on every route but the open ones, by name, and the redirect to HTTPS', () => {
  const open = examplePlan({ namespace: 'media', name: 'images', closed: ['/health'] });
  const { configPatches } = openRoutes([tokenPlan(), open], {}).spec as Spec;
  assert.deepEqual(configPatches, [
    named('gateways.redirect-to-https.0'),
    named('media.images.0'),
    named('media.images.1'),
  ]);
});

test('an app that is too old is told so without a token, and reaches nothing else', () => {
  const { configPatches } = openRoutes([tokenPlan({ leastVersion: '1.4.0' })], {}).spec as Spec;
  assert.deepEqual(configPatches, [named('gateways.redirect-to-https.0'), named('backend.api-v1.0')]);
});
