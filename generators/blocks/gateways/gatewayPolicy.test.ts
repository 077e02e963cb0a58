import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../model/inputs.ts';
import type { Gateway } from '../../model/settings/cluster.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { fleetSettings } from '../../testing/fleetSettings.ts';
import { appIn, fromNamespace, tcpPorts, toDns } from '../../testing/peers.ts';
import { gatewayPolicy } from './gatewayPolicy.ts';
import type { GatewayKind } from './kind.ts';
import type { RoutePlan } from './plan.ts';

const plan = (app: string, namespace: string, ports: readonly number[], more: Partial<RoutePlan> = {}) => ({
  app,
  tier: namespace,
  value: {
    app,
    namespace,
    paths: ports.map((port) => ({ path: '/', service: app, port })),
    ...more,
  } as unknown as RoutePlan,
});
const podPorts = { http: 8000, https: 8443, metrics: 9100 };

function policyOf(
  gateway: Gateway,
  calls: GatewayKind['calls'],
  routes: readonly ReturnType<typeof plan>[] = [],
  zones = exampleClusters.aws.zones,
) {
  const cluster = { ...exampleClusters.aws, gateway, zones, controlPlane: { networks: ['10.9.0.0/16'], port: 6443 } };
  const inputs = { fleet: fleetSettings, cluster } as Inputs;
  const { metadata, spec } = gatewayPolicy(
    { inputs, labels: {} },
    { podPorts, calls, countsLimits: gateway !== 'istio' },
    routes,
  );
  const { ingress, egress, podSelector } = spec as { ingress: object[]; egress: object[]; podSelector: object };
  return { metadata, ingress, egress, podSelector };
}

const toEdge = { to: [appIn('gateways', 'edge')], ports: tcpPorts(8080, 8081, 8082) };
const toStore = (pods: string) => ({ to: [appIn('gateways', pods)], ports: tcpPorts(6379) });

test('anybody reaches the ports for requests, and Prometheus alone that of metrics', () => {
  const { metadata, ingress, podSelector } = policyOf('kong', []);
  assert.deepEqual([metadata.name, metadata.namespace], ['gateway', 'gateways']);
  assert.deepEqual(podSelector, { matchLabels: { 'app.kubernetes.io/name': 'gateway' } });
  assert.deepEqual(ingress, [
    { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }], ports: tcpPorts(8000, 8443) },
    { from: [appIn('monitoring', 'prometheus')], ports: tcpPorts(9100) },
  ]);
});

const cases: [title: string, Gateway, GatewayKind['calls'], ReturnType<typeof plan>[], expected: object[]][] = [
  [
    'without routes, what answers in their place and the proxies of the store of limits',
    'kong',
    [],
    [],
    [toEdge, toStore('limits-cache-proxy')],
  ],
  ['Istio’s pods have others count', 'istio', [], [], [toEdge]],
  [
    'what configures them, and an app that counts',
    'istio',
    ['kubernetes-api', { namespace: 'istio-system', port: 15012 }, { namespace: 'gateways', app: 'counter', port: 81 }],
    [],
    [
      toEdge,
      { to: [{ ipBlock: { cidr: '10.9.0.0/16' } }], ports: tcpPorts(6443) },
      { to: [fromNamespace('istio-system')], ports: tcpPorts(15012) },
      { to: [appIn('gateways', 'counter')], ports: tcpPorts(81) },
    ],
  ],
  [
    'each app behind routes once, with its ports',
    'istio',
    [],
    [plan('web', 'media', [9000, 8080]), plan('api', 'backend', [8080]), plan('web', 'media', [8080])],
    [
      { to: [appIn('backend', 'api')], ports: tcpPorts(8080) },
      { to: [appIn('media', 'web')], ports: tcpPorts(8080, 9000) },
      toEdge,
    ],
  ],
  [
    'the pods of a canary too, before there are any',
    'istio',
    [],
    [plan('api', 'backend', [8080], { podNames: ['api', 'api-canary'] })],
    [
      {
        to: [
          {
            ...fromNamespace('backend'),
            podSelector: {
              matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['api', 'api-canary'] }],
            },
          },
        ],
        ports: tcpPorts(8080),
      },
      toEdge,
    ],
  ],
];
for (const [title, gateway, calls, routes, expected] of cases) {
  test(`the gateway reaches nothing but names and ${title}`, () => {
    assert.deepEqual(policyOf(gateway, calls, routes).egress, [toDns, ...expected]);
  });
}

test('in one zone the store has no proxies: the gateway reaches its only member', () => {
  const { egress } = policyOf('traefik', [], [], ['us-east-1a']);
  assert.deepEqual(egress, [toDns, toEdge, toStore('limits-cache')]);
});
