import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drainSeconds } from '../../generators/blocks/gateways/loadBalancer.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { fleetSettings as fleet } from '../../generators/testing/fleetSettings.ts';
import { istioBaseOperator, istiodOperator } from './istio.ts';

const values = istiodOperator.values?.({
  fleet,
  environment: { name: 'test', domain: 'example.com', secretPrefix: 'test' },
  cluster: exampleClusters.aws,
  version: '1.30.3',
  namespaces: ['backend', 'gateways'],
}) as { readonly meshConfig: Record<string, unknown>; readonly env: unknown; readonly seccompProfile: unknown };
const { meshConfig } = values;

const serving: readonly [string, 'istio' | 'kong', boolean][] = [
  ['security.istio.io/v1', 'istio', true],
  ['networking.istio.io/v1alpha3', 'istio', true],
  ['gateway.networking.k8s.io/v1', 'istio', true],
  ['gateway.networking.k8s.io/v1', 'kong', false],
  ['apps/v1', 'istio', false],
];
for (const [apiVersion, gateway, expected] of serving) {
  test(`istiod ${expected ? 'runs' : 'does not run'} for objects of ${apiVersion} where ${gateway} is the gateway`, () => {
    const object: Resource = { apiVersion, kind: 'Thing', metadata: { name: 'one' } };
    assert.equal(istiodOperator.serves(object, { ...exampleClusters.aws, gateway }), expected);
  });
}

test('istiod comes with its definitions, which are never pruned', () => {
  assert.deepEqual([istiodOperator.requires, istioBaseOperator.crds], [['gateway-api', 'istio-base'], 'unprunable']);
});

test('istiod watches the namespaces with routes and its own, and adds sidecars to no pod', () => {
  assert.deepEqual(meshConfig.discoverySelectors, [
    {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['backend', 'gateways', 'istio-system'] },
      ],
    },
  ]);
  assert.partialDeepStrictEqual(values, { global: { operatorManageWebhooks: true } });
});

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ProxyPathNormalization-NormalizationType */
test('paths are resolved before a route is chosen, and a request is sent again only if it reached no app', () => {
  assert.deepEqual(meshConfig.pathNormalization, { normalization: 'DECODE_AND_MERGE_SLASHES' });
  assert.deepEqual(meshConfig.defaultHttpRetryPolicy, { attempts: 1, retryOn: 'connect-failure,refused-stream' });
});

test('gateways go on accepting connections for all of the time in which the load balancer sends some', () => {
  assert.partialDeepStrictEqual(meshConfig.defaultConfig, {
    drainDuration: `${drainSeconds}s`,
    terminationDrainDuration: `${drainSeconds}s`,
  });
});

test('a line of the access log is JSON, with the route and the request’s ID, without a token or a query', () => {
  const format = String(meshConfig.accessLogFormat);
  const fields = JSON.parse(format) as Record<string, string>;
  assert.equal(meshConfig.accessLogEncoding, 'JSON');
  assert.equal(fields.route_name, '%ROUTE_NAME%');
  assert.equal(fields.request_id, '%REQ(X-REQUEST-ID)%');
  assert.equal(fields.path, '%REQ_WITHOUT_QUERY(X-ENVOY-ORIGINAL-PATH?:PATH)%');
  assert.doesNotMatch(format, /AUTHORIZATION|COOKIE|REQ\(:PATH/i);
});
