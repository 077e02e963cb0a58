import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Endpoint } from '../../model/endpoint.ts';
import type { Inputs, Use } from '../../model/inputs.ts';
import { app } from '../../testing/names.ts';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import { bucket, cache, calls, internet, postgresqlDatabase, queue } from '../names.ts';
import type { Task } from '../workload/workload.ts';
import { closedPolicy, inSameNamespace } from './closedPolicy.ts';
import { networkPolicy } from './networkPolicy.ts';

const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
const pods = (namespace: string, labels: Record<string, string>) => ({
  ...inNamespace(namespace),
  podSelector: { matchLabels: labels },
});
const tcp = (port: number) => ({ protocol: 'TCP', port }) as const;
const dns = {
  to: [pods('kube-system', { 'k8s-app': 'kube-dns' })],
  ports: [{ protocol: 'UDP' as const, port: 53 }, tcp(53)],
};

function specOf(uses: readonly Use[], changes: Partial<Task> = {}, usedBy: Inputs['graph']['usedBy'] = []) {
  const { metrics: _, ...runtime } = exampleRuntime;
  const { inputs } = exampleWorkload;
  const graph = { uses: Object.fromEntries(uses.map((use, index) => [String(index), use])), usedBy };
  return networkPolicy({ ...exampleWorkload, runtime, ...changes, inputs: { ...inputs, graph } }).spec;
}
const closed = {
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
  policyTypes: ['Ingress', 'Egress'],
};

test('an app that declares nothing may ask for names, and nobody reaches it', () => {
  assert.deepEqual(specOf([]), { ...closed, egress: [dns] });
});

test('each caller reaches the port that it calls and no other', () => {
  const usedBy = [
    { app: 'front', tier: 'media', port: 'http' },
    { app: 'watcher', tier: 'backend', port: 'metrics' },
  ];
  assert.deepEqual(specOf([], {}, usedBy), {
    ...closed,
    ingress: [
      { from: [pods('media', { 'app.kubernetes.io/name': 'front' })], ports: [tcp(8080)] },
      { from: [pods('backend', { 'app.kubernetes.io/name': 'watcher' })], ports: [tcp(9090)] },
    ],
    egress: [dns],
  });
});

test('Prometheus reaches the port with metrics where there is one', () => {
  assert.deepEqual(specOf([], { runtime: exampleRuntime }), {
    ...closed,
    ingress: [{ from: [pods('monitoring', { 'app.kubernetes.io/name': 'prometheus' })], ports: [tcp(9090)] }],
    egress: [dns],
  });
});

test('a caller of a port that the image lacks is refused: a rule without a port would open all', () => {
  assert.throws(() => specOf([], {}, [{ app: 'front', tier: 'media', port: 'grpc' }]), {
    name: 'Failure',
    message: 'A network rule without a port would open every port',
    fix: 'Give the runtime of the app a number for each port that others call.',
  });
});

const publicInternet = {
  ipBlock: {
    cidr: '0.0.0.0/0',
    except: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  },
};
const users = postgresqlDatabase('users');
const credentials = { store: 'secrets', key: 'entry' } as const;
const database: Omit<Extract<Endpoint, { kind: 'database' }>, 'peer'> = {
  kind: 'database',
  engine: 'postgresql',
  host: 'db',
  port: 5432,
  database: 'users',
  credentials,
};
const sentinel = { host: 'sentinel', port: 26379, name: 'primary' };

for (const [title, use, rule] of [
  [
    'an app',
    { edge: calls(app('mailer', 'messaging', ['http']), 'http'), ports: { http: 8081 } },
    { to: [pods('messaging', { 'app.kubernetes.io/name': 'mailer' })], ports: [tcp(8081)] },
  ],
  [
    'a database in some networks',
    { edge: users.readWrite, endpoint: { ...database, peer: { networks: ['10.1.0.0/16', '10.2.0.0/16'] } } },
    { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }, { ipBlock: { cidr: '10.2.0.0/16' } }], ports: [tcp(5432)] },
  ],
  [
    'a database in pods',
    {
      edge: users.readWrite,
      endpoint: { ...database, peer: { pods: { namespace: 'data', labels: { db: 'users' } } } },
    },
    { to: [pods('data', { db: 'users' })], ports: [tcp(5432)] },
  ],
  [
    'a queue',
    {
      edge: queue('jobs').publish,
      endpoint: {
        kind: 'queue',
        queue: 'jobs',
        tls: true,
        host: 'mq',
        port: 5671,
        credentials,
        peer: { networks: ['10.1.0.0/16'] },
      },
    },
    { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [tcp(5671)] },
  ],
  [
    'a bucket on the internet',
    {
      edge: bucket('files').read,
      endpoint: { kind: 'bucket', api: 's3', bucket: 'files', host: '', port: 443, peer: 'internet' },
    },
    { to: [publicInternet], ports: [tcp(443)] },
  ],
  [
    'a cache with Sentinel',
    {
      edge: cache('answers').use,
      endpoint: {
        kind: 'cache',
        tls: false,
        host: 'cache',
        port: 6379,
        credentials,
        sentinel,
        peer: { networks: ['10.1.0.0/16'] },
      },
    },
    { to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [tcp(6379), tcp(26379)] },
  ],
  [
    'a service on the internet',
    { edge: internet('push', { ports: [443, 2197] }) },
    { to: [publicInternet], ports: [tcp(443), tcp(2197)] },
  ],
  [
    'a service that publishes its networks',
    { edge: internet('push', { ports: [443], networks: ['17.0.0.0/8'] }) },
    { to: [{ ipBlock: { cidr: '17.0.0.0/8' } }], ports: [tcp(443)] },
  ],
] as const satisfies readonly (readonly [string, Use, object])[]) {
  test(`who uses ${title} reaches it at its port, beside name resolution`, () => {
    assert.deepEqual(specOf([use]), { ...closed, egress: [dns, rule] });
  });
}

test('an edge whose other side is unknown opens nothing', () => {
  assert.deepEqual(specOf([{ edge: users.readWrite }]), { ...closed, egress: [dns] });
});

test('two edges to the same place are one rule', () => {
  const one = { edge: users.readWrite, endpoint: { ...database, peer: 'internet' } } as const;
  const { egress } = specOf([one, { ...one, edge: users.direct }]) as { egress: object[] };
  assert.deepEqual(egress, [dns, { to: [publicInternet], ports: [tcp(5432)] }]);
});

test('a policy closes both directions, whatever it opens, and has no empty list', () => {
  const metadata = { name: 'one', namespace: 'backend' };
  const own = { from: [inSameNamespace({ app: 'one' })] };
  assert.deepEqual(own, { from: [{ podSelector: { matchLabels: { app: 'one' } } }] });
  const spec = (rules: Parameters<typeof closedPolicy>[2]) => closedPolicy(metadata, {}, rules).spec;
  const both = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  assert.deepEqual(spec({}), both);
  assert.deepEqual(spec({ ingress: [own], egress: [] }), { ...both, ingress: [own] });
  assert.deepEqual(spec({ egress: [dns] }), { ...both, egress: [dns] });
});
