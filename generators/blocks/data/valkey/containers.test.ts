import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { readOnlyContainer } from '../../../testing/pods.ts';
import { renderSystem, specOf, systems, valkeyOf } from '../../../testing/systems.ts';

const containersOf = (system = systems.valkey, cluster = exampleClusters.aws, settings = {}) =>
  specOf<{ template: { spec: { containers: Record<string, unknown>[] } } }>(
    renderSystem(system, cluster, { settings }),
    'StatefulSet',
    'answers-cache',
  ).template.spec.containers;
const [server, sentinel, exporter] = containersOf();

const domain = 'answers-cache-members.data.svc.cluster.local';
const password = { secretKeyRef: { name: 'answers-cache-credentials', key: 'password' } };
const variables = (members: number, quorum: string, keeps: string) => [
  { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
  { name: 'SELF', value: `$(POD_NAME).${domain}` },
  {
    name: 'MEMBERS',
    value: Array.from({ length: members }, (_, index) => `answers-cache-${index}.${domain}`).join(' '),
  },
  { name: 'QUORUM', value: quorum },
  { name: 'SET', value: 'answers' },
  { name: 'KEEPS', value: keeps },
  { name: 'PASSWORD', valueFrom: password },
  { name: 'VALKEYCLI_AUTH', value: '$(PASSWORD)' },
  { name: 'REDISCLI_AUTH', value: '$(PASSWORD)' },
];
const common = { image: 'valkey:1', imagePullPolicy: 'IfNotPresent', securityContext: readOnlyContainer };
const volumeMounts = [
  { name: 'config', mountPath: '/etc/valkey', readOnly: true },
  { name: 'data', mountPath: '/data' },
  { name: 'run', mountPath: '/run/valkey' },
  { name: 'tmp', mountPath: '/tmp' },
];
const exec = (command: string[], periodSeconds: number, failureThreshold: number) => ({
  exec: { command },
  timeoutSeconds: 8,
  periodSeconds,
  failureThreshold,
});
const ping = (port: string) => ['timeout', '5', 'valkey-cli', '-p', port, 'ping'];

test('a server has ten minutes to load its data, lives while it answers, and hands over before it stops', () => {
  const ready = ['/bin/sh', '/etc/valkey/ready.sh'];
  assert.deepEqual(server, {
    ...common,
    name: 'server',
    command: ['/bin/sh', '/etc/valkey/server.sh'],
    env: variables(3, '2', 'no'),
    ports: [{ name: 'valkey', containerPort: 6379, protocol: 'TCP' }],
    resources: {
      requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '1026Mi' },
      limits: { cpu: '2', memory: '1Gi' },
    },
    startupProbe: exec(ready, 5, 120),
    readinessProbe: exec(ready, 5, 2),
    livenessProbe: exec(ping('6379'), 10, 3),
    lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', 'sh /etc/valkey/hand-over.sh; sleep 15'] } } },
    volumeMounts,
  });
});

test('a Sentinel of the same image stays as long as its server may need it', () => {
  assert.deepEqual(sentinel, {
    ...common,
    name: 'sentinel',
    command: ['/bin/sh', '/etc/valkey/sentinel.sh'],
    env: variables(3, '2', 'no'),
    ports: [{ name: 'sentinel', containerPort: 26379, protocol: 'TCP' }],
    resources: { requests: { cpu: '25m', memory: '32Mi' }, limits: { cpu: '200m', memory: '32Mi' } },
    startupProbe: exec(ping('26379'), 5, 60),
    readinessProbe: exec(ping('26379'), 10, 2),
    livenessProbe: exec(ping('26379'), 10, 3),
    lifecycle: { preStop: { sleep: { seconds: 15 } } },
    volumeMounts,
  });
});

test('an exporter reads metrics of the server beside it', () => {
  const probe = {
    httpGet: { path: '/health', port: 'exporter', scheme: 'HTTP' },
    periodSeconds: 10,
    timeoutSeconds: 3,
  };
  assert.deepEqual(exporter, {
    name: 'exporter',
    image: 'exporter:1',
    imagePullPolicy: 'IfNotPresent',
    env: [
      { name: 'REDIS_ADDR', value: 'redis://localhost:6379' },
      { name: 'REDIS_PASSWORD', valueFrom: password },
    ],
    ports: [{ name: 'exporter', containerPort: 9121, protocol: 'TCP' }],
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
    startupProbe: { ...probe, failureThreshold: 30 },
    readinessProbe: { ...probe, failureThreshold: 2 },
    livenessProbe: { ...probe, failureThreshold: 3 },
    lifecycle: { preStop: { sleep: { seconds: 15 } } },
    securityContext: readOnlyContainer,
  });
});

test('a single member is its own majority, and a server with a volume says that it keeps its data', () => {
  assert.deepEqual(containersOf(valkeyOf('broker'), exampleClusters.local)[0]?.env, variables(1, '1', 'yes'));
  assert.deepEqual(containersOf(valkeyOf('broker'))[1]?.env, variables(3, '2', 'yes'));
});

test('memory of a server comes from settings, and its CPU may burst to four times what it requests', () => {
  const [sized] = containersOf(systems.valkey, exampleClusters.aws, { resources: { cpu: '1.5', memory: '4Gi' } });
  assert.deepEqual(sized?.resources, {
    requests: { cpu: '1500m', memory: '4Gi', 'ephemeral-storage': '4098Mi' },
    limits: { cpu: '6', memory: '4Gi' },
  });
});
