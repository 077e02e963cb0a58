import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEnvironment } from '../../../link/reference.ts';
import { declare, type Fact } from '../../../model/fact.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { exampleHub } from '../../../testing/fleetSettings.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { type AlertmanagerService, alertmanagerService } from '../alertmanager/service.ts';
import { matching, operatorTarget, type ScrapeTarget, scrapeTarget } from '../targets/scrape.ts';
import { examplePrometheus } from './testing/examplePrometheus.ts';

const target = (name: string, port: number, namespace = 'backend'): ScrapeTarget => ({
  name,
  namespace,
  selector: matching({ 'app.kubernetes.io/name': name }),
  port,
});

/** What else is declared in the cluster. */
interface Further {
  readonly alertmanagers?: readonly AlertmanagerService[];
  readonly operators?: readonly ScrapeTarget[];
  /** The cluster of the hub. */
  readonly hub?: string;
}

function rendered(
  targets: readonly ScrapeTarget[] = [],
  cluster = exampleClusters.aws,
  { alertmanagers = [], operators = [], hub }: Further = {},
): readonly Resource[] {
  const declared = <T extends { readonly name: string; readonly namespace: string }>(
    kind: Fact<T>,
    values: readonly T[],
  ) => ({
    [kind.name]: values.map((value) => ({ app: value.name, tier: value.namespace, ...declare(kind, value) })),
  });
  const collected = {
    ...declared(scrapeTarget, targets),
    ...declared(operatorTarget, operators),
    ...declared(alertmanagerService, alertmanagers),
  };
  const { fleet, ...known } = exampleInputs(examplePrometheus, cluster);
  const inputs = { ...known, collected, fleet: { ...fleet, ...(hub && { hub: { ...exampleHub, cluster: hub } }) } };
  return examplePrometheus.render(inputs as unknown as Inputs);
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

test('it reaches the ports of targets and kubelets alone, and KEDA, Grafana and it itself ask it', () => {
  const objects = rendered([target('shop', 9000), target('search', 9000), target('store', 9187, 'data')]);
  const { egress } = find(objects, 'NetworkPolicy', 'prometheus-targets') as {
    egress: readonly { readonly to: readonly object[]; readonly ports: readonly { readonly port: number }[] }[];
  };
  assert.deepEqual(
    egress.map(({ to, ports }) => [to.length, ports.map(({ port }) => port)]),
    [
      [2, [9000]],
      [1, [9187]],
      [4, [10250]],
    ],
  );
  const { ingress } = find(objects, 'NetworkPolicy') as { readonly ingress: readonly object[] };
  assert.deepEqual(ingress, [
    {
      from: [
        { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keda' } } },
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
        },
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'grafana' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 9090 }],
    },
  ]);
});

test('it has the PodMonitor of an operator, whose pods are in a namespace of their own', () => {
  const objects = rendered([], exampleClusters.aws, { operators: [target('keda-operator', 8080, 'keda')] });
  const monitor = objects.find(({ kind, metadata }) => kind === 'PodMonitor' && metadata.name === 'keda-operator');
  assert.equal(monitor?.metadata.namespace, 'monitoring');
  assert.partialDeepStrictEqual(monitor?.spec, { namespaceSelector: { matchNames: ['keda'] } });
  assert.partialDeepStrictEqual(find(objects, 'NetworkPolicy', 'prometheus-targets'), {
    egress: [{ ports: [{ port: 8080 }] }],
  });
});

test('it reads Argo CD in the cluster of the hub, and in no other', () => {
  const has = (objects: readonly Resource[]) =>
    objects.some(({ kind, metadata: { name } }) => kind === 'PodMonitor' && name === 'argocd-application-controller');
  const beside = rendered([], exampleClusters.aws, { hub: exampleClusters.aws.name });
  assert.ok(has(beside));
  assert.partialDeepStrictEqual(find(beside, 'NetworkPolicy', 'prometheus-targets'), {
    egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'argocd' } } }] }],
  });
  assert.ok(!has(rendered([], exampleClusters.aws, { hub: 'elsewhere' })));
});

test('it reaches what has the address of its node by networks, for labels select no such pod', () => {
  const objects = rendered([], exampleClusters.aws, {
    operators: [{ ...target('node-exporter', 9100, 'node-exporter'), onNode: true }],
  });
  const { egress } = find(objects, 'NetworkPolicy', 'prometheus-targets') as { readonly egress: readonly object[] };
  assert.equal(egress.length, 1);
  assert.partialDeepStrictEqual(egress[0], { ports: [{ port: 9100 }, { port: 10250 }] });
});

test('it sends alerts to the Alertmanager of its cluster, and may find the pods of that', () => {
  const one: AlertmanagerService = { name: 'alertmanager', namespace: 'monitoring', port: 'web' };
  const objects = rendered([], exampleClusters.aws, { alertmanagers: [one] });
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

const outside = {
  url: 'https://metrics.example.com',
  authentication: 'none',
  labels: { cluster: 'one' },
  scraper: { namespace: 'gmp-system', labels: {} },
} as const;

test('where a Prometheus outside takes its place, its monitors, its rules and a contract are there, and no Prometheus', () => {
  const operators = [target('keda', 8080, 'keda')];
  const objects = rendered([target('api', 9090)], { ...exampleClusters.aws, prometheus: outside }, { operators });
  assert.deepEqual(
    objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    ['ConfigMap/prometheus-contract', 'PrometheusRule/cluster-alerts', 'PodMonitor/keda'],
  );
  const [contract] = objects;
  assert.deepEqual(
    String((contract?.data as Record<string, string>)['contract.md'])
      .split('\n')
      .slice(2, 11),
    [
      '1. Read each target below every 15 s: rates look over four readings.',
      '2. Give each series the labels namespace, pod, container, zone (the label topology.kubernetes.io/zone of its node), service (the first word of its line), and cluster="one".',
      '3. Where a line says honorLabels, keep the labels that the target itself has.',
      '4. Read kubelets and cAdvisor of every node as often, with honorLabels.',
      '5. Evaluate the rules of all PrometheusRule objects of this cluster over its series alone, every 15 s, and tell people of their alerts by the labels severity and team.',
      '',
      '## Targets',
      '- api: pods of backend with app.kubernetes.io/name=api, port 9090, /metrics',
      '- keda: pods of keda with app.kubernetes.io/name=keda, port 8080, /metrics',
    ],
  );
});
