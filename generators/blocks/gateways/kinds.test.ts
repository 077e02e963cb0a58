import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import { gateways } from '../../model/settings/cluster.ts';
import { gatewayIn, gatewayOf } from './kinds.ts';

const gatewayObject = (gatewayClassName: string, group = 'gateway.networking.k8s.io'): Resource => ({
  apiVersion: `${group}/v1`,
  kind: 'Gateway',
  metadata: { name: 'gateway', namespace: 'gateways' },
  spec: { gatewayClassName },
});

test('a cluster’s gateway is found again in its objects, by the class of the Gateway', () => {
  for (const gateway of gateways) {
    assert.equal(gatewayIn([gatewayObject(gatewayOf({ gateway }).className)]), gateway);
  }
});

test('a Gateway of another class or of another group is none of them', () => {
  assert.equal(gatewayIn([]), undefined);
  assert.equal(gatewayIn([gatewayObject('cilium')]), undefined);
  assert.equal(gatewayIn([gatewayObject('istio', 'networking.istio.io')]), undefined);
});

test('pods of a gateway call what configures them, and where limits are counted for them', () => {
  assert.deepEqual(gatewayOf({ gateway: 'istio' }).calls, [
    { namespace: 'istio-system', port: 15012 },
    { namespace: 'gateways', app: 'ratelimit', port: 8081 },
  ]);
  assert.deepEqual(gatewayOf({ gateway: 'traefik' }).calls, ['kubernetes-api']);
  // Its operator calls the pods.
  assert.deepEqual(gatewayOf({ gateway: 'kong' }).calls, []);
});

test('Kong and Traefik count limits themselves, Istio asks an app', () => {
  const counting = gateways.filter((gateway) => gatewayOf({ gateway }).countsLimits);
  assert.deepEqual(counting, ['kong', 'traefik']);
});

test('pods of a gateway listen on these ports, and tell their metrics on the last', () => {
  const portsOf = gateways.map((gateway) => [gateway, gatewayOf({ gateway }).podPorts]);
  assert.deepEqual(Object.fromEntries(portsOf), {
    istio: { http: 80, https: 443, metrics: 15020 },
    kong: { http: 8000, https: 8443, metrics: 8100 },
    traefik: { http: 8000, https: 8443, metrics: 9100 },
  });
});
