import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEnvironment } from '../../link/reference.ts';
import { declare, type Fact } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { priorities } from '../../testing/priorities.ts';
import { here } from '../source.ts';
import { type AlertmanagerService, alertmanagerService } from './alertmanagerService.ts';
import { prometheus } from './prometheus.ts';
import { matching, type ScrapeTarget, scrapeTarget } from './scrape.ts';

const app = prometheus({
  source: here(import.meta),
  version: '3.13.2',
  image: 'quay.io/prometheus/prometheus:v3.13.2@sha256:0',
  priority: priorities.critical,
  storage: '10Gi',
  retention: '15d',
  resources: { cpu: '500m', memory: '2Gi' },
});

const target = (name: string, port: number, namespace = 'backend'): ScrapeTarget => ({
  name,
  namespace,
  selector: matching({ 'app.kubernetes.io/name': name }),
  port,
});

function rendered(
  targets: readonly ScrapeTarget[] = [],
  cluster = exampleClusters.aws,
  alertmanagers: readonly AlertmanagerService[] = [],
): readonly Resource[] {
  const declared = <T extends { readonly name: string; readonly namespace: string }>(
    kind: Fact<T>,
    values: readonly T[],
  ) => ({
    [kind.name]: values.map((value) => ({ app: value.name, tier: value.namespace, ...declare(kind, value) })),
  });
  const collected = { ...declared(scrapeTarget, targets), ...declared(alertmanagerService, alertmanagers) };
  const inputs = { ...exampleInputs(app, cluster), collected };
  return app.render(inputs as unknown as Inputs);
}

const find = (objects: readonly Resource[], kind: string, name = 'prometheus') =>
  objects.find((one) => one.kind === kind && one.metadata.name === name)?.spec as Record<string, unknown>;

test('each of two replicas in two zones reads everything and keeps it on a volume of its own', () => {
  const spec = find(rendered(), 'Prometheus');
  assert.equal(spec.replicas, 2);
  assert.partialDeepStrictEqual(spec.affinity, {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'topology.kubernetes.io/zone' }],
    },
  });
  assert.partialDeepStrictEqual(spec.storage, {
    volumeClaimTemplate: { spec: { resources: { requests: { storage: '10Gi' } } } },
  });
});

test('series leave a fifth of the volume free', () => {
  assert.equal(find(rendered(), 'Prometheus').retentionSize, '8192MiB');
});

test('a cluster without zones has one', () => {
  assert.equal(find(rendered([], exampleClusters.local), 'Prometheus').replicas, 1);
});

test('series say of which cluster they are', () => {
  assert.deepEqual(find(rendered(), 'Prometheus').externalLabels, {
    environment: referenceEnvironment.name,
    cluster: exampleClusters.aws.name,
  });
});

test('it reaches the ports of targets alone, and KEDA alone asks it', () => {
  const objects = rendered([target('shop', 9000), target('search', 9000), target('store', 9187, 'data')]);
  const { egress } = find(objects, 'NetworkPolicy', 'prometheus-targets') as {
    egress: readonly { readonly to: readonly object[]; readonly ports: readonly { readonly port: number }[] }[];
  };
  assert.deepEqual(
    egress.map(({ to, ports }) => [to.length, ports.map(({ port }) => port)]),
    [
      [2, [9000]],
      [1, [9187]],
    ],
  );
  const { ingress } = find(objects, 'NetworkPolicy') as { readonly ingress: readonly object[] };
  assert.deepEqual(ingress, [
    {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keda' } } }],
      ports: [{ protocol: 'TCP', port: 9090 }],
    },
  ]);
});

test('without targets it reaches none', () => {
  assert.equal(find(rendered(), 'NetworkPolicy', 'prometheus-targets').egress, undefined);
});

test('it sends alerts to the Alertmanager of its cluster, and may find the pods of that', () => {
  const one: AlertmanagerService = { name: 'alertmanager', namespace: 'monitoring', port: 'web' };
  const objects = rendered([], exampleClusters.aws, [one]);
  assert.partialDeepStrictEqual(find(objects, 'Prometheus'), {
    alerting: { alertmanagers: [{ ...one, apiVersion: 'v2' }] },
    serviceDiscoveryRole: 'EndpointSlice',
  });
  assert.ok(objects.some(({ kind, metadata }) => kind === 'Role' && metadata.namespace === 'monitoring'));
});

test('where there is no Alertmanager it sends alerts to nobody, and has no rights on Services', () => {
  const objects = rendered();
  assert.equal(find(objects, 'Prometheus').alerting, undefined);
  assert.equal(
    objects.some(({ kind }) => kind === 'Role'),
    false,
  );
});
