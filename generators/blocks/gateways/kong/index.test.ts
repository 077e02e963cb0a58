import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '../../../model/resource.ts';
import { kongGateway } from './index.ts';
import { apiPlan, kongShared, openPlan } from './testing/plan.ts';

const shared = kongShared();
const beside = (...plans: (typeof apiPlan)[]) => kongGateway.beside(plans, shared.inputs, shared.labels);
const collected = [apiPlan, openPlan()].map((value) => ({ app: value.app, tier: value.namespace, value }));

test('every plugin that a route names is beside it, and every Secret that a plugin names too', () => {
  const objects = beside(apiPlan, { ...apiPlan, name: 'api-v2' });
  const names = (kind: string) => objects.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name);
  const plugins = names('KongPlugin');
  for (const { extensionRef: { name } = { name: '' } } of kongGateway.filters(apiPlan)) {
    assert.ok(plugins.includes(name), name);
  }
  assert.deepEqual(names('ExternalSecret'), ['api-limits']);
  assert.deepEqual([...new Set(objects.map(({ metadata }) => metadata.namespace))], ['backend']);
});

test('the account of the store of limits reaches a plugin as JSON, from a Secret that the operator sees', () => {
  const [secret] = beside(apiPlan).filter(({ kind }) => kind === 'ExternalSecret');
  assert.ok(secret);
  const { target } = secret.spec as {
    target: { name: string; template: { metadata: { labels: object }; data: Record<string, string> } };
  };
  assert.equal(target.name, 'api-limits');
  assert.partialDeepStrictEqual(target.template.metadata.labels, { 'konghq.com/secret': 'true' });
  for (const value of Object.values(target.template.data)) assert.match(value, /^\{\{ \.\w+ \| toJson \}\}$/);
});

test('an app without limits needs no account', () => {
  assert.deepEqual(beside(openPlan()).map(keyOf), ['configuration.konghq.com/KongPlugin/identity/login-size']);
});

test('a cluster has the class, what runs it, four plugins for every request, and the issuer of tokens', () => {
  assert.deepEqual(kongGateway.objects(shared, collected).map(keyOf), [
    'gateway.networking.k8s.io/GatewayClass//kong',
    'gateway-operator.konghq.com/GatewayConfiguration/gateways/gateway',
    'configuration.konghq.com/KongClusterPlugin//gateway-identity',
    'configuration.konghq.com/KongClusterPlugin//gateway-guard',
    'configuration.konghq.com/KongClusterPlugin//gateway-headers',
    'configuration.konghq.com/KongClusterPlugin//gateway-metrics',
    'external-secrets.io/ExternalSecret/gateways/token-issuer',
    'configuration.konghq.com/KongConsumer/gateways/token-issuer',
  ]);
});

test('plugins for every request are marked as such, and belong to this controller', () => {
  const all = kongGateway.objects(shared, collected).filter(({ kind }) => kind === 'KongClusterPlugin');
  for (const { metadata } of all) {
    assert.equal(metadata.labels?.global, 'true', metadata.name);
    assert.deepEqual(metadata.annotations, { 'kubernetes.io/ingress.class': 'kong' }, metadata.name);
  }
});
