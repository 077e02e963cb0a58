import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller, ClusterFacts, Inputs } from '../../../model/inputs.ts';
import { keyOf, type Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { app } from '../../../testing/names.ts';
import { appIn } from '../../../testing/peers.ts';
import { priorities } from '../../../testing/priorities.ts';
import { cache } from '../../names.ts';
import { here } from '../../source.ts';
import type { ValkeyPurpose } from './config.ts';
import type { ValkeySpec } from './system.ts';
import { valkey } from './valkey.ts';

const contract = cache('answers');
const systemOf = (purpose: ValkeyPurpose, storage?: string, changes: Partial<ValkeySpec> = {}) =>
  valkey(app('answers-cache', 'data', []), {
    source: here(import.meta),
    contract: contract.contract,
    purpose,
    images: { server: 'valkey:1', exporter: 'exporter:1', proxy: 'proxy:1' },
    priority: priorities.critical,
    resources: { cpu: '500m', memory: '1Gi' },
    ...(storage && { storage }),
    ...changes,
  });

function render(
  cluster: ClusterFacts,
  usedBy: readonly Caller[] = [],
  system = systemOf('cache'),
): readonly Resource[] {
  const inputs = exampleInputs(system, cluster);
  const withUsers: Inputs = { ...inputs, graph: { ...inputs.graph, usedBy } };
  return system.render(withUsers);
}

function find<T>(objects: readonly Resource[], kind: string, name: string): T {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  assert.ok(found, `${kind}/${name}`);
  return found.spec as T;
}

const always = [
  '/ConfigMap/data/answers-cache',
  'generators.external-secrets.io/Password/data/answers-cache-credentials',
  'external-secrets.io/ExternalSecret/data/answers-cache-credentials',
  '/ServiceAccount/data/answers-cache',
  'apps/StatefulSet/data/answers-cache',
  'policy/PodDisruptionBudget/data/answers-cache',
  '/Service/data/answers-cache',
  '/Service/data/answers-cache-members',
  'networking.k8s.io/NetworkPolicy/data/answers-cache',
];
const monitors = ['answers-cache', 'answers-cache-proxy'].map(
  (name) => `monitoring.coreos.com/PodMonitor/data/${name}`,
);
const rules = 'monitoring.coreos.com/PrometheusRule/data/answers-cache-alerts';
const proxies = [
  '/ConfigMap/data/answers-cache-proxy',
  'policy/PodDisruptionBudget/data/answers-cache-proxy',
  'networking.k8s.io/NetworkPolicy/data/answers-cache-proxy',
  'apps/Deployment/data/answers-cache-proxy',
];
const two = { ...exampleClusters.aws, zones: ['a', 'b'] };

for (const [where, cluster, members, before] of [
  ['one zone', exampleClusters.local, 1, 'answers-cache'],
  ['two zones', two, 3, 'answers-cache-proxy'],
  ['three zones', exampleClusters.aws, 3, 'answers-cache-proxy'],
] as const) {
  test(`with ${where} there are ${members} members, and the address leads to ${before}`, () => {
    const objects = render(cluster);
    const wanted = members === 1 ? [...always, monitors[0], rules] : [...always, ...proxies, ...monitors, rules];
    assert.deepEqual(objects.map(keyOf), wanted);
    assert.equal(find<{ replicas: number }>(objects, 'StatefulSet', 'answers-cache').replicas, members);
    assert.deepEqual(find<{ selector: unknown }>(objects, 'Service', 'answers-cache').selector, {
      'app.kubernetes.io/name': before,
    });
  });
}

interface Pod {
  readonly template: {
    readonly spec: {
      readonly affinity: {
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { topologyKey: string }[] };
      };
      readonly volumes: { name: string }[];
      readonly containers: { name: string; env: { name: string; value?: string }[] }[];
    };
  };
  readonly volumeClaimTemplates?: { spec: { resources: unknown } }[];
}

test('no two members are in one zone where there are three', () => {
  const keyOn = (cluster: ClusterFacts) =>
    find<Pod>(render(cluster), 'StatefulSet', 'answers-cache').template.spec.affinity.podAntiAffinity
      .requiredDuringSchedulingIgnoredDuringExecution[0]?.topologyKey;
  assert.equal(keyOn(exampleClusters.aws), 'topology.kubernetes.io/zone');
  assert.equal(keyOn(two), 'kubernetes.io/hostname');
});

test('a broker keeps its data on a volume, a cache with its pod', () => {
  const of = (system: ReturnType<typeof systemOf>) =>
    find<Pod>(render(exampleClusters.aws, [], system), 'StatefulSet', 'answers-cache');
  const names = ({ template }: Pod) => template.spec.volumes.map(({ name }) => name);
  const broker = of(systemOf('broker', '8Gi'));
  assert.deepEqual(broker.volumeClaimTemplates?.[0]?.spec.resources, { requests: { storage: '8Gi' } });
  assert.deepEqual(names(broker), ['config', 'run', 'tmp']);
  assert.equal(of(systemOf('cache')).volumeClaimTemplates, undefined);
  assert.deepEqual(names(of(systemOf('cache'))), ['config', 'run', 'tmp', 'data']);
});

test('members know each other by names, and a majority of them is the quorum', () => {
  const { containers } = find<Pod>(render(exampleClusters.aws), 'StatefulSet', 'answers-cache').template.spec;
  const of = (name: string) => containers[1]?.env.find((one) => one.name === name)?.value;
  const domain = 'answers-cache-members.data.svc.cluster.local';
  assert.equal(of('MEMBERS'), [0, 1, 2].map((index) => `answers-cache-${index}.${domain}`).join(' '));
  assert.equal(of('SELF'), `$(POD_NAME).${domain}`);
  assert.equal(of('QUORUM'), '2');
  assert.equal(of('SET'), 'answers');
});

test('members let in users, each other, proxies and Prometheus; proxies let in users and Prometheus alone', () => {
  const users = [
    { app: 'api', tier: 'backend', port: 'use' },
    { app: 'inapp', tier: 'messaging', port: 'use' },
  ] as const;
  const ports = [6379, 26379].map((port) => ({ protocol: 'TCP', port }));
  const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
  const podsOf = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
  const callers = [
    { ...namespace('backend'), ...podsOf('api') },
    { ...namespace('messaging'), ...podsOf('inapp') },
  ];
  const [members, proxies] = [podsOf('answers-cache'), podsOf('answers-cache-proxy')];
  for (const [cluster, name, pods, others, metrics] of [
    [exampleClusters.local, 'answers-cache', members, [members], 9121],
    [exampleClusters.aws, 'answers-cache', members, [members, proxies], 9121],
    [exampleClusters.aws, 'answers-cache-proxy', proxies, [], 8404],
  ] as const) {
    const policy = find<{ egress: unknown[] }>(render(cluster, users), 'NetworkPolicy', name);
    const [dns, ...egress] = policy.egress;
    assert.ok(dns);
    assert.deepEqual(
      { ...policy, egress },
      {
        ...pods,
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          { from: [...callers, ...others], ports },
          { from: [appIn('monitoring', 'prometheus')], ports: [{ protocol: 'TCP', port: metrics }] },
        ],
        egress: [{ to: [members], ports }],
      },
    );
  }
});

for (const [where, cluster, open, closed] of [
  ['members, where there is one', exampleClusters.local, 'answers-cache', undefined],
  ['proxies and no members, where there are several', exampleClusters.aws, 'answers-cache-proxy', 'answers-cache'],
] as const) {
  test(`callers of no app reach ${where}, on the port of the Service alone`, () => {
    const callers = [{ podSelector: { matchLabels: { role: 'edge' } } }];
    const system = systemOf('cache', undefined, {
      callers: ({ cluster: { gateway } }) => (gateway === 'istio' ? callers : []),
    });
    const admitted = (name: string, one: ClusterFacts) =>
      find<{ ingress: { from: unknown[]; ports: unknown[] }[] }>(render(one, [], system), 'NetworkPolicy', name)
        .ingress.filter(({ from }) => JSON.stringify(from).includes('"edge"'))
        .map(({ ports }) => ports);
    assert.deepEqual(admitted(open, cluster), [[{ protocol: 'TCP', port: 6379 }]]);
    assert.deepEqual(admitted(open, { ...cluster, gateway: 'kong' }), []);
    if (closed) assert.deepEqual(admitted(closed, cluster), []);
    const excused = render(cluster, [], system).filter(({ metadata }) =>
      Object.keys(metadata.annotations ?? {}).includes('exception.gitops.dev/callers-known'),
    );
    assert.deepEqual(
      excused.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
      [closed ? `Deployment/${open}` : `StatefulSet/${open}`],
    );
  });
}

test('a cache waits on a standby cluster, unless each cluster has its own', () => {
  assert.equal(systemOf('cache').provides?.onStandby, 'absent');
  assert.equal(systemOf('cache', undefined, { onStandby: 'own' }).provides?.onStandby, 'own');
});

test('the endpoint has an address for every client, one for those that understand Sentinel, and one password', () => {
  assert.deepEqual(systemOf('cache').provides?.endpoint(contract.use, {}, someUser), {
    kind: 'cache',
    host: 'answers-cache.data.svc.cluster.local',
    port: 6379,
    tls: false,
    credentials: { store: 'cluster-secrets', key: 'answers-cache-credentials' },
    peer: { pods: { namespace: 'data', labels: { 'app.kubernetes.io/instance': 'answers-cache' } } },
    sentinel: { host: 'answers-cache-members.data.svc.cluster.local', port: 26379, name: 'answers' },
  });
});
