import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { ScrapeTarget } from '../../generators/blocks/monitoring/targets/scrape.ts';
import type { Operator, Values } from '../../generators/model/operator.ts';
import type { Resource } from '../../generators/model/resource.ts';
import type { Gateway } from '../../generators/model/settings/cluster.ts';
import { argoCd, type Cloud, clouds, type FleetSettings } from '../../generators/model/settings/index.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { externalSecretsOperator } from './externalSecrets.ts';
import { operators } from './index.ts';
import { istiodOperator } from './istio.ts';
import { kongOperator } from './kong.ts';
import { kubeStateMetricsOperator } from './kubeStateMetrics.ts';
import { metricsServerOperator } from './metricsServer.ts';
import { nodeExporterOperator } from './nodeExporter.ts';
import { rabbitmqOperator } from './rabbitmq.ts';
import { reloaderOperator } from './reloader.ts';
import { traefikOperator } from './traefik.ts';

const file = new URL('../../overlays/fleet.yaml', import.meta.url);
const fleet = parse(readFileSync(file, 'utf8')) as FleetSettings;

/** Those that have a chart: of the others there are no pods. */
const charts = operators.filter(({ values }) => values);

const environment = { name: 'test', domain: 'example.com', secretPrefix: 'test' };

function valuesIn(operator: Operator, cloud: Cloud, identities: Record<string, string> = {}): Values {
  const cluster = { ...exampleClusters[cloud], identities };
  return operator.values?.({ fleet, environment, cluster, version: '1.0.0', namespaces: ['data'] }) ?? {};
}

test('every operator has one pinned chart, and every chart but Argo CD’s own an operator', () => {
  assert.deepEqual(Object.keys(fleet.charts).sort(), [argoCd, ...operators.map(({ name }) => name)].sort());
});

test('no group is served twice, and every required operator exists', () => {
  const groups = operators.flatMap((one) => one.groups);
  assert.equal(new Set(groups).size, groups.length);
  const names = new Set(operators.map(({ name }) => name));
  for (const { name, requires } of operators) for (const one of requires) assert.ok(names.has(one), `${name}: ${one}`);
});

/** What runs by tag: of these images no digest is stated in two places. RabbitMQ's chart has its own by digest. */
const byTag = [
  'external-dns',
  'external-secrets',
  'ps-operator',
  'psmdb-operator',
  'k8ssandra-operator',
  'rabbitmq-cluster-operator',
  'istiod',
  'kong-operator',
  'prometheus-operator',
  'kube-state-metrics',
  'node-exporter',
  'grafana-operator',
];

/** Charts of definitions alone: they run nothing. */
const withoutPods = ['istio-base'];

test('images run by digest in the version of the chart that brings them, and in no other', () => {
  const digests = (operator: Operator, version: string) =>
    JSON.stringify(
      operator.values?.({ fleet, environment, cluster: exampleClusters.aws, version, namespaces: ['data'] }),
    ).match(/"tag":"v?\d[\w.-]*@sha256:[0-9a-f]{64}"/g) ?? [];
  for (const operator of charts) {
    const found = digests(operator, fleet.charts[operator.name]?.version ?? '');
    const why = `${operator.name}: the digests in ${operator.source} are those of the chart in fleet.yaml`;
    assert.equal(found.length === 0, [...byTag, ...withoutPods].includes(operator.name), why);
    assert.deepEqual(digests(operator, '0.0.1'), [], `${operator.name}: another chart brings its own images`);
  }
});

/** What the chart runs one pod of, although it would elect a leader: it knows no other roll-out than Recreate. */
const single = ['plugin-barman-cloud'];

/** What the chart itself runs one pod of, with no key for another number. */
const oneByChart = ['prometheus-operator'];

/** What has a pod on each node, and so no number of them. */
const onEachNode = ['node-exporter'];

/** What carries the requests of users: a pod in each zone at least. */
const inEachZone = ['traefik'];

test('two pods run where there are zones to lose and a leader is elected, else one; CRDs stay where values say so', () => {
  for (const operator of charts) {
    for (const cloud of clouds) {
      const text = JSON.stringify(valuesIn(operator, cloud));
      assert.deepEqual(JSON.parse(text), valuesIn(operator, cloud), `${operator.name}: plain data`);
      const counts = [...text.matchAll(/"(?:replicaCount|replicas|minReplicas)":(\d+)/g)].map(([, count]) =>
        Number(count),
      );
      const leaders = Object.values(operator.leaders);
      assert.equal(leaders.length === 0, withoutPods.includes(operator.name), `${operator.name} says how it elects`);
      const alone = single.includes(operator.name) || leaders.some(({ elected }) => elected === 'never');
      const expected = cloud === 'local' || alone ? 1 : inEachZone.includes(operator.name) ? 3 : 2;
      const uncounted = [...withoutPods, ...oneByChart, ...onEachNode];
      assert.equal(counts.length === 0, uncounted.includes(operator.name), operator.name);
      assert.ok(
        counts.every((count) => count === expected),
        `${operator.name} in ${cloud}`,
      );
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
    const { serviceAccount } = valuesIn(externalSecretsOperator, cloud, { 'external-secrets': 'x' });
    assert.deepEqual(serviceAccount, { create: true, name: 'external-secrets', annotations });
    assert.deepEqual(valuesIn(externalSecretsOperator, cloud).serviceAccount, {
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

test('the policies of RabbitMQ’s chart let Prometheus in, which they would not by themselves', () => {
  const { clusterOperator, msgTopologyOperator } = valuesIn(rabbitmqOperator, 'aws');
  const opened = [clusterOperator, msgTopologyOperator].map((one) => (one as { networkPolicy: object }).networkPolicy);
  const from = [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
    },
  ];
  const open = (port: number) => ({ extraIngress: [{ from, ports: [{ protocol: 'TCP', port }] }] });
  assert.deepEqual(opened, [open(9782), open(8443)]);
});

test('exporters of a cluster run where a Prometheus reads them', () => {
  const prometheus = { ...object('Prometheus'), apiVersion: 'monitoring.coreos.com/v1' };
  for (const { serves } of [kubeStateMetricsOperator, nodeExporterOperator]) {
    assert.equal(serves(prometheus, exampleClusters.aws), true);
    assert.equal(serves(object('Prometheus'), exampleClusters.aws), false);
    assert.equal(serves(object('Deployment'), exampleClusters.aws), false);
  }
});

test('kube-state-metrics tells the zones of nodes, and reads no Secret', () => {
  const values = valuesIn(kubeStateMetricsOperator, 'aws');
  assert.deepEqual(values.metricLabelsAllowlist, ['nodes=[topology.kubernetes.io/zone]']);
  assert.equal((values.collectors as readonly string[]).includes('secrets'), false);
});

test('metrics of a gateway’s operator are read where it is the gateway', () => {
  const names = (operator: Operator, gateway: Gateway) =>
    (operator.declares?.({ ...exampleClusters.aws, gateway }) ?? []).map(({ value }) => (value as ScrapeTarget).name);
  assert.deepEqual([names(istiodOperator, 'istio'), names(istiodOperator, 'kong')], [['istiod'], []]);
  assert.deepEqual([names(kongOperator, 'kong'), names(kongOperator, 'traefik')], [['kong-operator'], []]);
});

test('metrics-server runs where an app scales and the cloud provides none', () => {
  const without = { ...exampleClusters.local, provided: [] };
  assert.equal(metricsServerOperator.serves(object('HorizontalPodAutoscaler'), without), true);
  assert.equal(metricsServerOperator.serves(object('HorizontalPodAutoscaler'), exampleClusters.aws), false);
  assert.equal(metricsServerOperator.serves(object('Deployment'), without), false);
});

test('Reloader runs where a workload asks for it', () => {
  const serves = (annotations: Record<string, string>) =>
    reloaderOperator.serves(object('Deployment', annotations), exampleClusters.aws);
  assert.equal(serves({ 'reloader.stakater.com/auto': 'true' }), true);
  assert.equal(serves({ 'secret.reloader.stakater.com/auto': 'true' }), true);
  assert.equal(serves({ 'example.com/auto': 'true' }), false);
});

test('Traefik runs where a cluster has chosen it, also before any route needs a Middleware', () => {
  const gateway: Resource = { ...object('Gateway'), apiVersion: 'gateway.networking.k8s.io/v1' };
  const serves = (chosen: 'istio' | 'traefik') =>
    traefikOperator.serves(gateway, { ...exampleClusters.aws, gateway: chosen });
  assert.equal(serves('traefik'), true);
  assert.equal(serves('istio'), false);
  assert.equal(traefikOperator.serves(object('Deployment'), { ...exampleClusters.aws, gateway: 'traefik' }), false);
});
