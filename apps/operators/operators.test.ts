import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Operator, Values } from '../../generators/model/operator.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { argoCd, type Cloud, clouds, type FleetSettings } from '../../generators/model/settings/index.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { externalSecrets } from './externalSecrets.ts';
import { operators } from './index.ts';
import { metricsServer } from './metricsServer.ts';
import { reloader } from './reloader.ts';

const file = new URL('../../overlays/fleet.yaml', import.meta.url);
const fleet = parse(readFileSync(file, 'utf8')) as FleetSettings;

function valuesIn(operator: Operator, cloud: Cloud, identities: Record<string, string> = {}): Values {
  const cluster = { ...exampleClusters[cloud], identities };
  return operator.values({ fleet, cluster, version: '1.0.0', namespaces: ['data'] });
}

test('every operator has one pinned chart, and every chart but Argo CD’s own an operator', () => {
  assert.deepEqual(Object.keys(fleet.charts).sort(), [argoCd, ...operators.map(({ name }) => name)].sort());
});

test('no group is served twice, and whoever is required is there', () => {
  const groups = operators.flatMap((one) => one.groups);
  assert.equal(new Set(groups).size, groups.length);
  const names = new Set(operators.map(({ name }) => name));
  for (const { name, requires } of operators) for (const one of requires) assert.ok(names.has(one), `${name}: ${one}`);
});

/** What the chart runs one pod of, although it would elect a leader: it knows no other roll-out than Recreate. */
const single = ['plugin-barman-cloud'];

test('two pods run where there are zones to lose and a leader is elected, else one; CRDs stay where values say so', () => {
  for (const operator of operators) {
    for (const cloud of clouds) {
      const text = JSON.stringify(valuesIn(operator, cloud));
      assert.deepEqual(JSON.parse(text), valuesIn(operator, cloud), `${operator.name}: plain data`);
      const counts = [...text.matchAll(/"(?:replicaCount|replicas)":(\d+)/g)].map(([, count]) => Number(count));
      const leaders = Object.values(operator.leaders);
      assert.ok(leaders.length > 0, `${operator.name}: it says how a leader is elected`);
      const alone = single.includes(operator.name) || leaders.some(({ elected }) => elected === 'never');
      const expected = cloud === 'local' || alone ? 1 : 2;
      assert.ok(counts.length > 0 && counts.every((count) => count === expected), `${operator.name} in ${cloud}`);
      assert.equal(text.includes('Prune=false'), operator.crds === 'annotated', operator.name);
    }
  }
});

const accounts: [Cloud, Record<string, string>][] = [
  ['aws', { 'eks.amazonaws.com/role-arn': 'x' }],
  ['google', { 'iam.gke.io/gcp-service-account': 'x' }],
  ['azure', { 'azure.workload.identity/client-id': 'x' }],
  ['local', {}],
];
for (const [cloud, annotations] of accounts) {
  test(`in ${cloud} the account of External Secrets names its identity, and nothing else`, () => {
    const { serviceAccount } = valuesIn(externalSecrets, cloud, { 'external-secrets': 'x' });
    assert.deepEqual(serviceAccount, { create: true, name: 'external-secrets', annotations });
    assert.deepEqual(valuesIn(externalSecrets, cloud).serviceAccount, {
      create: true,
      name: 'external-secrets',
      annotations: {},
    });
  });
}

const object = (kind: string, annotations: Record<string, string> = {}): Resource => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'api', namespace: 'backend', annotations },
});

test('metrics-server runs where something scales and the cloud brings none', () => {
  const without = { ...exampleClusters.local, provided: [] };
  assert.equal(metricsServer.serves(object('HorizontalPodAutoscaler'), without), true);
  assert.equal(metricsServer.serves(object('HorizontalPodAutoscaler'), exampleClusters.aws), false);
  assert.equal(metricsServer.serves(object('Deployment'), without), false);
});

test('Reloader runs where a workload asks for it', () => {
  const asking = object('Deployment', { 'reloader.stakater.com/auto': 'true' });
  assert.equal(reloader.serves(asking, exampleClusters.aws), true);
  assert.equal(reloader.serves(object('Deployment'), exampleClusters.aws), false);
});
