import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoutePlan } from '../blocks/gateways/plan.ts';
import { publicRoute } from '../blocks/gateways/routes.ts';
import { examplePlan } from '../blocks/gateways/testing/plan.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { routeFeatures } from './routeFeatures.ts';

const route = examplePlan({
  name: 'catalogue-get',
  app: 'catalogue',
  protocol: 'grpc',
  host: 'grpc.example.com',
  paths: [{ path: '/shop.Catalogue', service: 'catalogue', port: 9000 }],
});
const canary = { canary: { service: 'catalogue-canary', weight: 10 } };

/** `message fix` of what is found, when two apps collect the route. */
function findings(gateway: Cluster['gateway'], changed: Partial<RoutePlan>): string[] {
  const cluster = exampleCluster('aws', { gateway });
  const environment = exampleEnvironment([cluster]);
  const { locate } = exampleFleet([environment]);
  const value = { ...route, ...changed };
  const inputs = {
    collected: { [publicRoute.name]: [{ app: 'catalogue', tier: 'backend', value }] },
  } as unknown as Inputs;
  const found = routeFeatures([{ inputs }, { inputs }], { environment, cluster, locate });
  return found.map(({ message, fix, at }) => `${at?.file}: ${message} ${fix}`);
}

const cases: readonly [string, Cluster['gateway'], Partial<RoutePlan>, readonly string[]][] = [
  ['gRPC', 'kong', {}, []],
  ['a canary of HTTP', 'kong', { ...canary, protocol: 'http' }, []],
  ['a canary of gRPC', 'traefik', canary, []],
  [
    'a canary of gRPC with a gateway that splits nothing there',
    'kong',
    canary,
    [
      'overlays/test/environment.yaml.clusters.0.gateway: The route catalogue-get of catalogue wants canary of gRPC by weight, which kong cannot do. Give the cluster another gateway: istio, traefik; or leave it out of the route.',
    ],
  ],
  [
    'a least version over gRPC, which no gateway has',
    'istio',
    { leastVersion: '1.4.0' },
    [
      'overlays/test/environment.yaml.clusters.0.gateway: The route catalogue-get of catalogue wants least version, closed paths and CORS over gRPC, which istio cannot do. Leave it out of the route: no gateway can do it (docs/gateways.md).',
    ],
  ],
];

for (const [title, gateway, changed, expected] of cases) {
  test(`what routes want of their gateway: ${title}`, () => assert.deepEqual(findings(gateway, changed), expected));
}
