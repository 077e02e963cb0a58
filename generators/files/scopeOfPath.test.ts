import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from './paths.ts';
import { scopeOfPath } from './scopeOfPath.ts';

const [environment, cluster, app] = ['production', 'eu-1', 'api'];

for (const [path, expected] of [
  [`${paths.base('api')}/deployment-api.yaml`, { app }],
  [`${paths.environment('production', 'api')}/kustomization.yaml`, { environment, app }],
  [paths.cluster('production', 'eu-1', 'api'), { environment, cluster, app }],
  [`${paths.cluster('production', 'eu-1', 'api')}/kustomization.yaml`, { environment, cluster, app }],
  ['overlays/production/environment.yaml', { environment }],
  ['overlays/production/images.yaml', { environment }],
  ['overlays/fleet.yaml', {}],
  [`${paths.prerequisites}/production.md`, { environment }],
  [`${paths.prerequisites}/README.md`, {}],
  ['docs/argocd.md', {}],
  ['overlays/development/README.md', { environment: 'development' }],
  [`${paths.schemas}/fleet.schema.json`, {}],
  [`${paths.argoCluster('production', 'eu-1')}/kustomization.yaml`, { environment, cluster }],
  [paths.operator('production', 'eu-1', 'api'), { environment, cluster, app }],
  [paths.chart('api', 'production'), { environment, app }],
  [paths.chartInCluster('api', 'production', 'eu-1'), { environment, cluster, app }],
  [paths.hubValues, { app: 'argo-cd' }],
  [`${paths.hubEnvironment('production')}/application-set.yaml`, { environment }],
  [`${paths.hub}/kustomization.yaml`, {}],
  [paths.hub, {}],
  [`${paths.bootstrap}/kustomization.yaml`, {}],
  ['apps/api.ts', {}],
] as const) {
  test(`${path} is about ${JSON.stringify(expected)}`, () => assert.deepEqual(scopeOfPath(path), expected));
}
