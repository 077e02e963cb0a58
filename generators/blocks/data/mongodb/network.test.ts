import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { appIn, tcpPorts, toDns, toInternet, withLabels } from '../../../testing/peers.ts';
import { renderSystem, replicaSet, specOf, systems } from '../../../testing/systems.ts';

const usedBy = [
  { app: 'catalogue', tier: 'backend', port: 'read-only' },
  { app: 'catalogue', tier: 'backend', port: 'read-write' },
  { app: 'report', tier: 'media', port: 'read-only' },
];
const routers = withLabels({
  'app.kubernetes.io/name': 'percona-server-mongodb',
  'app.kubernetes.io/instance': 'products',
  'app.kubernetes.io/component': 'mongos',
});
const operator = appIn('operators', 'operator');
const ports = tcpPorts(27017);

interface Policy {
  podSelector: { matchLabels: Record<string, string> };
  ingress: [{ from: object[]; ports: object[] }];
  egress: [object, { to: object[]; ports: object[] }, ...object[]];
}
const policyOf = (name: string, cluster = exampleClusters.aws) =>
  specOf<Policy>(renderSystem(systems.mongodb, cluster, { usedBy }), 'NetworkPolicy', name);

test('apps and the operator reach routers, routers reach members, and nothing else', () => {
  const { egress, ...policy } = policyOf('products-database-routers');
  assert.deepEqual(policy, {
    ...routers,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [appIn('backend', 'catalogue'), appIn('media', 'report'), operator], ports }],
  });
  const [dns, members, ...rest] = egress;
  assert.deepEqual([dns, members.ports, rest], [toDns, ports, []]);
});

test('members reach each other and the bucket, and admit routers, each other and the operator, but no app', () => {
  const { podSelector, ingress, egress } = policyOf('products-database-members');
  assert.equal(podSelector.matchLabels['app.kubernetes.io/instance'], 'products');
  const [{ from, ports: open }, ...others] = ingress;
  assert.deepEqual([from.slice(-2), open], [[routers, operator], ports]);
  assert.deepEqual(others, [{ from: [appIn('monitoring', 'prometheus')], ports: tcpPorts(9216) }]);
  const [dns, members, ...rest] = egress;
  assert.deepEqual([dns, members.ports, rest], [toDns, ports, [toInternet]]);
  assert.deepEqual(members.to, from.slice(0, -2));
  assert.deepEqual(members.to, policyOf('products-database-routers').egress[1].to);
});

test('members on Google reach the metadata server as well, which gives them their identity', () => {
  const [, , ...rest] = policyOf('products-database-members', exampleClusters.google).egress;
  assert.deepEqual(rest, [
    toInternet,
    { to: [{ ipBlock: { cidr: '169.254.169.252/32' } }], ports: tcpPorts(988) },
    { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: tcpPorts(80) },
  ]);
});

test('without shards apps and the operator reach the members, which reach each other and the bucket', () => {
  const objects = renderSystem(replicaSet, exampleClusters.aws, { usedBy });
  const { ingress, egress } = specOf<Policy>(objects, 'NetworkPolicy', 'products-database-members');
  const [{ from, ports: open }] = ingress;
  assert.deepEqual([from.slice(1), open], [[appIn('backend', 'catalogue'), appIn('media', 'report'), operator], ports]);
  const [, members, ...rest] = egress;
  assert.deepEqual([members.to, rest], [from.slice(0, 1), [toInternet]]);
});
