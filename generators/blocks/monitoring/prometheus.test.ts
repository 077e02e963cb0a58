import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEnvironment } from '../../link/reference.ts';
import { declare } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { priorities } from '../../testing/priorities.ts';
import { here } from '../source.ts';
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

function rendered(targets: readonly ScrapeTarget[] = [], cluster = exampleClusters.aws): readonly Resource[] {
  const all = targets.map((value) => ({ app: value.name, tier: value.namespace, ...declare(scrapeTarget, value) }));
  const inputs = { ...exampleInputs(app, cluster), collected: { [scrapeTarget.name]: all } };
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

test('it reaches the ports of targets alone, and KEDA and Grafana ask it', () => {
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
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keda' } } },
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'grafana' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 9090 }],
    },
  ]);
});

test('without targets it reaches none', () => {
  assert.equal(find(rendered(), 'NetworkPolicy', 'prometheus-targets').egress, undefined);
});
