import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../model/resource.ts';
import type { Gateway } from '../../model/settings/cluster.ts';
import { app } from '../../testing/names.ts';
import { appIn, tcpPorts } from '../../testing/peers.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { service } from '../service.ts';
import { calledByGateway } from './calledByGateway.ts';
import { open, perAddress, type RouteOptions, route } from './route.ts';

const auth = open('A test.');
const shop = app('shop', 'backend', ['http']);
const routed = (options: Partial<RouteOptions<'http'>> = {}) =>
  service(shop, { ...exampleSpec, uses: {}, routes: [route('api', '/v1', { auth, ...options })] });

/** The objects of an app with one route, in a cluster with this gateway. */
function objectsOf(gateway: Gateway, options: Partial<RouteOptions<'http'>> = {}): readonly Resource[] {
  return rendered('shop', { apps: [routed(options)], contracts: [] }, { cluster: { gateway } });
}
const fromGateway = { from: [appIn('gateways', 'gateway')], ports: tcpPorts(8080) };
const ingressOf = (objects: readonly Resource[]) =>
  (objects.find(({ kind }) => kind === 'NetworkPolicy')?.spec as { readonly ingress: readonly object[] }).ingress;

test('the gateway’s pods reach the port that a route names', () => {
  for (const gateway of ['istio', 'kong', 'traefik'] as const) {
    assert.deepEqual(ingressOf(objectsOf(gateway))[0], fromGateway);
  }
});

test('what a gateway needs beside a route is of the app', () => {
  const beside = (gateway: Gateway) =>
    objectsOf(gateway, { limit: perAddress(5) })
      .filter(({ apiVersion }) => /istio\.io|konghq\.com|traefik\.io|external-secrets\.io/.test(apiVersion))
      .map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace}/${name}`);
  assert.deepEqual(beside('istio'), ['DestinationRule backend/shop']);
  assert.deepEqual(beside('kong'), [
    'KongPlugin backend/shop-v1-size',
    'KongPlugin backend/shop-v1-limit',
    'ExternalSecret backend/shop-limits',
  ]);
  assert.deepEqual(beside('traefik'), [
    'Middleware backend/shop-v1-limit',
    'Middleware backend/shop-v1-size',
    'ServersTransport backend/shop-15s',
    'TraefikService backend/shop-8080-15s',
  ]);
});

test('Kong reads from the Service how long it may be silent', () => {
  const annotationsOf = (gateway: Gateway) =>
    objectsOf(gateway).find(({ kind }) => kind === 'Service')?.metadata.annotations;
  assert.partialDeepStrictEqual(annotationsOf('kong'), { 'konghq.com/read-timeout': '15000' });
  assert.equal(annotationsOf('istio'), undefined);
});

test('an app has the setting for the least version of the mobile app where a route minds versions, and nowhere else', () => {
  const settingsOf = (versioned: boolean) => Object.keys(routed({ versioned }).settings.properties);
  assert.ok(settingsOf(true).includes('leastAppVersion'));
  assert.ok(!settingsOf(false).includes('leastAppVersion'));
});

test('an app without routes may let the gateway call some of its ports', () => {
  const called = service(shop, { ...exampleSpec, uses: {}, parts: [calledByGateway(['metrics'])] });
  const objects = rendered('shop', { apps: [called], contracts: [] });
  assert.deepEqual(ingressOf(objects)[0], { ...fromGateway, ports: tcpPorts(9090) });
});
