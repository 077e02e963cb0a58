import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { App } from '../../../model/app.ts';
import type { ClusterFacts, Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { unpooledDatabase, usersDatabase } from '../../../testing/usersDatabase.ts';

const usedBy: Inputs['graph']['usedBy'] = [
  { app: 'cart', tier: 'backend', port: 'read-write' },
  { app: 'report', tier: 'media', port: 'read-only' },
  { app: 'cart', tier: 'backend', port: 'read-only' },
  { app: 'cart-migration', tier: 'backend', port: 'direct' },
];

/** The rules of each policy of a database, by the policy's name. */
function rulesOf(where: App, cluster: ClusterFacts, settings = {}): Record<string, Resource['spec']> {
  const inputs = exampleInputs(where, cluster, settings);
  const objects = where.render({ ...inputs, graph: { ...inputs.graph, usedBy } });
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  return Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, spec]));
}

const from = (namespace: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
});
const labelled = (matchLabels: Record<string, string>) => ({ podSelector: { matchLabels } });
const caller = (called: string, namespace: string) => ({
  ...from(namespace),
  ...labelled({ 'app.kubernetes.io/name': called }),
});
const own = {
  matchLabels: { 'cnpg.io/cluster': 'users' },
  matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }],
};
const tcp = (port: number) => ({ protocol: 'TCP', port });
const dns = {
  to: [{ ...from('kube-system'), ...labelled({ 'k8s-app': 'kube-dns' }) }],
  ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
};
const api = { to: [{ ipBlock: { cidr: '10.1.0.0/28' } }, { ipBlock: { cidr: '10.2.0.0/28' } }], ports: [tcp(6443)] };
const controlPlane = { networks: ['10.1.0.0/28', '10.2.0.0/28'], port: 6443 };
const policyTypes = ['Ingress', 'Egress'];
const operator = { ...from('cnpg-system'), ...labelled({ 'app.kubernetes.io/name': 'cloudnative-pg' }) };
const among = { from: [{ podSelector: own }, operator], ports: [tcp(5432), tcp(8000)] };
const toEachOther = { to: [{ podSelector: own }], ports: [tcp(5432), tcp(8000)] };
const scraped = (port: number) => ({ from: [caller('prometheus', 'monitoring')], ports: [tcp(port)] });

test('apps reach the pooler they use, poolers the instances, instances each other and the API server; nothing else', () => {
  const pooler = (type: string, callers: object[]) => ({
    ...labelled({ 'cnpg.io/poolerName': `users-pooler-${type}` }),
    policyTypes,
    ingress: [{ from: callers, ports: [tcp(5432)] }, scraped(9127)],
    egress: [
      dns,
      api,
      { to: [labelled({ 'cnpg.io/cluster': 'users', 'cnpg.io/podRole': 'instance' })], ports: [tcp(5432)] },
    ],
  });
  const fromPoolers = {
    from: [labelled({ 'cnpg.io/cluster': 'users', 'cnpg.io/podRole': 'pooler' }), caller('cart-migration', 'backend')],
    ports: [tcp(5432)],
  };
  assert.deepEqual(rulesOf(usersDatabase, { ...exampleClusters.aws, controlPlane }), {
    'users-database': {
      podSelector: own,
      policyTypes,
      ingress: [fromPoolers, among, scraped(9187)],
      egress: [dns, api, toEachOther],
    },
    'users-pooler-rw': pooler('rw', [caller('cart', 'backend')]),
    'users-pooler-ro': pooler('ro', [caller('report', 'media'), caller('cart', 'backend')]),
  });
});

test('without poolers the instances admit each app that uses the database once', () => {
  const callers = {
    from: [caller('cart', 'backend'), caller('report', 'media'), caller('cart-migration', 'backend')],
    ports: [tcp(5432)],
  };
  assert.deepEqual(rulesOf(unpooledDatabase, { ...exampleClusters.aws, controlPlane }), {
    'users-database': {
      podSelector: own,
      policyTypes,
      ingress: [callers, among, scraped(9187)],
      egress: [dns, api, toEachOther],
    },
  });
});

test('an archive opens its bucket, and where its cloud gives out access; a server of one’s own opens that alone', () => {
  const egress = (cluster: ClusterFacts, backup: object) =>
    (rulesOf(unpooledDatabase, cluster, { backup })['users-database'] as { egress: object[] }).egress.slice(3);
  const [internet] = egress(exampleClusters.aws, { bucket: 'b' });
  assert.deepEqual((internet as { ports: unknown }).ports, [tcp(443)]);
  const metadata = [
    { to: [{ ipBlock: { cidr: '169.254.169.252/32' } }], ports: [tcp(988)] },
    { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [tcp(80)] },
  ];
  assert.deepEqual(egress(exampleClusters.aws, { bucket: 'b' }), [internet]);
  assert.deepEqual(egress(exampleClusters.google, { bucket: 'b' }), [internet, ...metadata]);
  assert.deepEqual(egress(exampleClusters.azure, { bucket: 'b', account: 'a' }), [internet]);
  const local = { bucket: 'b', secret: 's', networks: ['10.7.0.0/24'] };
  for (const [endpoint, port] of [
    ['http://s3.example.com:8333', 8333],
    ['http://s3.example.com', 80],
    ['https://s3.example.com', 443],
  ] as const) {
    assert.deepEqual(egress(exampleClusters.local, { ...local, endpoint }), [
      { to: [{ ipBlock: { cidr: '10.7.0.0/24' } }], ports: [tcp(port)] },
    ]);
  }
});
