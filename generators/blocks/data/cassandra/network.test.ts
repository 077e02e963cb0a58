import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterWithZones, exampleClusters } from '../../../testing/clusters.ts';
import { appIn, fromNamespace, tcpPorts, toDns, toInternet, withLabels } from '../../../testing/peers.ts';
import { renderSystem, specOf, systems } from '../../../testing/systems.ts';

const usedBy = [
  { app: 'api', tier: 'backend', port: 'read-only' },
  { app: 'api', tier: 'backend', port: 'read-write' },
];
const nodes = withLabels({ 'cassandra.datastax.com/cluster': 'feed', 'cassandra.datastax.com/datacenter': 'dc1' });
const reaper = withLabels({ 'k8ssandra.io/reaper': 'feed-dc1-reaper' });
const schema = withLabels({ 'app.kubernetes.io/name': 'feed-database-schema' });
const operators = fromNamespace('k8ssandra-operator');
const prometheus = appIn('monitoring', 'prometheus');
const policyTypes = ['Ingress', 'Egress'];
const [cql, internode, management, metrics, medusa] = [9042, 7000, 8080, 9000, 50051];

const ofNodes = (repairs: readonly object[]) => ({
  ...nodes,
  policyTypes,
  ingress: [
    { from: [appIn('backend', 'api'), schema], ports: tcpPorts(cql) },
    { from: [nodes], ports: tcpPorts(internode) },
    ...repairs,
    { from: [operators], ports: tcpPorts(management, medusa) },
    { from: [prometheus], ports: tcpPorts(metrics) },
  ],
  egress: [toDns, toInternet, { to: [nodes], ports: tcpPorts(internode) }],
});
const ofSchema = { ...schema, policyTypes, egress: [toDns, { to: [nodes], ports: tcpPorts(cql) }] };
const ofReaper = {
  ...reaper,
  policyTypes,
  ingress: [
    { from: [operators], ports: tcpPorts(8080) },
    { from: [prometheus], ports: tcpPorts(8081) },
  ],
  egress: [toDns, { to: [nodes], ports: tcpPorts(cql, management) }],
};

for (const [title, cluster, name, policy] of [
  [
    'nodes that are repaired',
    exampleClusters.aws,
    'feed-database',
    ofNodes([{ from: [reaper], ports: tcpPorts(cql, management) }]),
  ],
  ['a node with the only copy', clusterWithZones(1), 'feed-database', ofNodes([])],
  ['the schema Job', exampleClusters.aws, 'feed-database-schema', ofSchema],
  ['Reaper', exampleClusters.aws, 'feed-database-reaper', ofReaper],
] as const) {
  test(`the policy of ${title} opens what its pods need, and nothing else`, () => {
    const objects = renderSystem(systems.cassandra, cluster, { usedBy });
    assert.deepEqual(specOf(objects, 'NetworkPolicy', name), policy);
  });
}
