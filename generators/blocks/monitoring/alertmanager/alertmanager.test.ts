import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { priorities } from '../../../testing/priorities.ts';
import { internet } from '../../names.ts';
import { here } from '../../source.ts';
import { alertmanager } from './alertmanager.ts';

const app = alertmanager({
  source: here(import.meta),
  version: '0.33.1',
  image: 'quay.io/prometheus/alertmanager:v0.33.1@sha256:0',
  priority: priorities.critical,
  receivers: internet('alert-receivers', { ports: [443] }),
  teams: ['backend', 'platform'],
  storage: '1Gi',
  resources: { cpu: '50m', memory: '128Mi' },
});

const told = {
  receivers: { 'on-call': 'pagerduty', chat: 'slack', switch: 'webhook' },
  routes: { page: ['on-call', 'chat'], ticket: ['chat'], heartbeat: ['switch'] },
};

function inputs(settings: Readonly<Record<string, unknown>> = {}, cluster = exampleClusters.aws): Inputs {
  return exampleInputs(app, cluster, settings);
}

const find = (objects: readonly Resource[], kind: string) =>
  objects.find((one) => one.kind === kind)?.spec as Record<string, unknown>;

const replicas: readonly (readonly [zones: number, replicas: number])[] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 3],
];
for (const [zones, wanted] of replicas) {
  test(`a cluster with ${zones} zones has ${wanted} replicas`, () => {
    const cluster = { ...exampleClusters.aws, zones: ['a', 'b', 'c', 'd'].slice(0, zones) };
    assert.equal(find(app.render(inputs({}, cluster)), 'Alertmanager').replicas, wanted);
  });
}

test('no two replicas run in one zone, and each keeps silences on a volume of its own', () => {
  const spec = find(app.render(inputs()), 'Alertmanager');
  assert.partialDeepStrictEqual(spec.affinity, {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'topology.kubernetes.io/zone' }],
    },
  });
  assert.partialDeepStrictEqual(spec.storage, {
    volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' } } } },
  });
});

test('Prometheus alone calls it, its members call one another, and it calls the internet: no gateway is on the way', () => {
  const policy = find(app.render(inputs()), 'NetworkPolicy') as {
    readonly ingress: readonly { readonly from: readonly object[]; readonly ports: readonly object[] }[];
    readonly egress: readonly { readonly ports: readonly object[] }[];
  };
  const mesh = [
    { protocol: 'TCP', port: 9094 },
    { protocol: 'UDP', port: 9094 },
  ];
  const named = (name: string) => [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    },
  ];
  assert.deepEqual(policy.ingress, [
    { from: named('prometheus'), ports: [{ protocol: 'TCP', port: 9093 }] },
    { from: named('alertmanager'), ports: mesh },
  ]);
  assert.deepEqual(
    policy.egress.map(({ ports }) => ports),
    [
      [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
      mesh,
      [{ protocol: 'TCP', port: 443 }],
    ],
  );
});

test('the secret of each receiver is a key of the environment’s entry, of a heartbeat for each cluster, and stands in no object', () => {
  const objects = app.render(inputs(told));
  const { data } = find(objects, 'ExternalSecret') as { data: { remoteRef: { key: string; property: string } }[] };
  assert.deepEqual(
    data.map(({ remoteRef: { key, property } }) => `${key} ${property}`),
    [
      'reference-alert-receivers chat',
      'reference-alert-receivers on-call',
      `reference-alert-receivers switch-${exampleClusters.aws.name}`,
    ],
  );
  const { receivers } = find(objects, 'AlertmanagerConfig') as { receivers: Record<string, object[]>[] };
  const key = (name: string) => ({ name: 'alertmanager-receivers', key: name });
  assert.partialDeepStrictEqual(receivers, [
    { name: 'nobody' },
    { name: 'on-call', pagerdutyConfigs: [{ routingKey: key('on-call') }] },
    { name: 'chat', slackConfigs: [{ apiURL: key('chat') }] },
    { name: 'switch', webhookConfigs: [{ urlSecret: key('switch') }] },
  ]);
});

test('without receivers it reads no secret, and a note says that nobody is told', () => {
  assert.equal(find(app.render(inputs()), 'ExternalSecret'), undefined);
  assert.deepEqual(app.notes(inputs()), ['alertmanager has no receivers: nobody is told of an alert']);
});

test('a note says that nobody would miss alerts where nobody hears heartbeats', () => {
  const notes = app.notes(inputs({ ...told, routes: { ...told.routes, heartbeat: [] } }));
  assert.deepEqual(notes, ['alertmanager has no receiver of heartbeats: nobody learns that alerts no longer arrive']);
  assert.deepEqual(app.notes(inputs(told)), []);
});

const mistakes: readonly (readonly [what: string, settings: object, path: string, code: string, message: RegExp])[] = [
  [
    'a receiver that nobody declares',
    { ...told, routes: { ...told.routes, page: ['oncall'] } },
    'routes.page',
    'unknown-receiver',
    /^oncall is no receiver of alertmanager: there are on-call, chat, switch\.$/,
  ],
  [
    'such a receiver of a team',
    { ...told, teams: { backend: { ticket: ['mail'] } } },
    'teams.backend.ticket',
    'unknown-receiver',
    /^mail is no receiver/,
  ],
  [
    'heartbeats that people would read every minute',
    { ...told, routes: { ...told.routes, heartbeat: ['chat'] } },
    'routes.heartbeat',
    'heartbeat-to-people',
    /^chat is a receiver of the kind slack, and a heartbeat is sent every minute/,
  ],
];
for (const [what, settings, path, code, message] of mistakes) {
  test(`${what}: the error names the setting`, () => {
    const [found, ...others] = app.mistakes?.(inputs(settings as Record<string, unknown>)) ?? [];
    assert.deepEqual(others, []);
    assert.deepEqual([found?.code, found?.path.join('.')], [code, path]);
    assert.match(found?.message ?? '', message);
  });
}
