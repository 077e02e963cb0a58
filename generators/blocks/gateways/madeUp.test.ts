import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Resource, resource } from '../../model/resource.ts';
import { appIn, tcpPorts } from '../../testing/peers.ts';
import { platformOf } from '../../testing/platform.ts';
import { gatewayObjects } from './gatewayApp.ts';
import { httpRoute } from './httpRoute.ts';
import type { GatewayKind } from './kind.ts';
import { publicRoute } from './routes.ts';
import { examplePlan, exampleTokens } from './testing/plan.ts';
import { tokenIssuer } from './tokens.ts';

const policy = (name: string, namespace: string, spec: object): Resource =>
  resource({ apiVersion: 'gate.example.com/v1', kind: 'Policy', metadata: { name, namespace }, spec });

/** A gateway that does not exist: one folder would hold it. */
const gate: GatewayKind = {
  className: 'gate',
  podPorts: { http: 1080, https: 1443, metrics: 1900 },
  calls: [{ namespace: 'gate-system', port: 1500 }],
  countsLimits: false,
  timeouts: true,
  backend: (_, service) => ({ group: 'gate.example.com', kind: 'Pool', name: service }),
  filters: ({ name }) => [
    { type: 'ExtensionRef', extensionRef: { group: 'gate.example.com', kind: 'Policy', name: `${name}-policy` } },
  ],
  annotations: ({ exchange }) => ({ 'gate.example.com/exchange': exchange }),
  serviceAnnotations: () => ({}),
  beside: (plans) =>
    plans.map(({ name, namespace, tokens }) => policy(`${name}-policy`, namespace, { ...(tokens as object) })),
  objects: (_, routes) => [policy('everything', 'gateways', { routes: routes.map(({ value }) => value.name) })],
  redirect: { annotations: { 'gate.example.com/https': 'only' } },
  secretLabels: { 'gate.example.com/read': 'true' },
  gateway: () => ({ annotations: { 'gate.example.com/size': 'large' }, ports: { http: 1080, https: 1443 } }),
};

const shared = platformOf('aws');
const declaredPlan = { ...examplePlan(), tokens: { contract: 'logins' } };
const collected = {
  [publicRoute.name]: [{ app: 'api', tier: 'backend', value: declaredPlan }],
  [tokenIssuer.name]: [{ app: 'logins', tier: undefined, value: { contract: 'logins', ...exampleTokens } }],
};
const objects = gatewayObjects({ ...shared, inputs: { ...shared.inputs, collected } }, gate);
const named = (kind: string, name: string) => {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  assert.ok(found, `${kind}/${name}`);
  return found;
};

test('a new kind of gateway has a Gateway of its class, on its ports, with its annotations', () => {
  const { metadata, spec } = named('Gateway', 'gateway');
  assert.deepEqual(metadata.annotations, { 'gate.example.com/size': 'large' });
  assert.partialDeepStrictEqual(spec, { gatewayClassName: 'gate', listeners: [{ port: 1080 }, { port: 1443 }] });
});

test('its pods are reached on their ports, and reach backends, edge and what they call', () => {
  const { ingress, egress } = named('NetworkPolicy', 'gateway').spec as Readonly<Record<string, { ports: unknown }[]>>;
  assert.deepEqual(
    ingress?.map(({ ports }) => ports),
    [tcpPorts(1080, 1443), tcpPorts(1900)],
  );
  assert.partialDeepStrictEqual(egress?.slice(1), [
    { to: [appIn('backend', 'api')], ports: tcpPorts(8080) },
    { to: [appIn('gateways', 'edge')] },
    { ports: tcpPorts(1500) },
  ]);
});

test('it gets its own redirect, certificates that it sees, and its own objects for all routes', () => {
  assert.deepEqual(named('HTTPRoute', 'redirect-to-https').metadata.annotations, { 'gate.example.com/https': 'only' });
  assert.partialDeepStrictEqual(named('Certificate', 'api-certificate').spec, {
    secretTemplate: { labels: { 'gate.example.com/read': 'true' } },
  });
  assert.deepEqual(named('Policy', 'everything').spec, { routes: ['api-v1'] });
});

test('a route has its filters, annotations and backends there', () => {
  const { metadata, spec } = httpRoute(examplePlan(), gate, {});
  assert.deepEqual(metadata.annotations, { 'gate.example.com/exchange': 'ordinary' });
  assert.partialDeepStrictEqual(spec, {
    rules: [
      {
        filters: [{ extensionRef: { name: 'api-v1-policy' } }],
        timeouts: { request: '15s' },
        backendRefs: [{ group: 'gate.example.com', kind: 'Pool', name: 'api', weight: 1 }],
      },
    ],
  });
});
