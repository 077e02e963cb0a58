import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { appIn, tcpPorts, toDns, toInternet, withLabels } from '../../../testing/peers.ts';
import { renderSystem, specOf, systems } from '../../../testing/systems.ts';

const usedBy = [
  { app: 'billing', tier: 'backend', port: 'read-only' },
  { app: 'billing', tier: 'backend', port: 'read-write' },
  { app: 'report', tier: 'media', port: 'direct' },
];
const pods = (name: string, component: string) =>
  withLabels({
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': 'payments',
    'app.kubernetes.io/component': component,
  });
const [servers, proxies] = [pods('mysql', 'database'), pods('haproxy', 'proxy')];
const backups = withLabels({ 'percona.com/cluster': 'payments' });
const account = withLabels({ 'app.kubernetes.io/name': 'payments-account' });
const operator = appIn('operators', 'operator');
const policyTypes = ['Ingress', 'Egress'];
const [mysql, x, group, admin, xtrabackup] = [3306, 33060, 33061, 33062, 6450];

const policies = {
  'payments-database-servers': {
    ...servers,
    policyTypes,
    ingress: [
      { from: [servers], ports: tcpPorts(mysql, x, group, admin) },
      { from: [proxies], ports: tcpPorts(mysql, x, admin) },
      { from: [backups, operator], ports: tcpPorts(xtrabackup) },
      { from: [appIn('monitoring', 'prometheus')], ports: tcpPorts(9104) },
    ],
    egress: [toDns, { to: [servers], ports: tcpPorts(mysql, x, group, admin) }, toInternet],
  },
  'payments-database-proxies': {
    ...proxies,
    policyTypes,
    ingress: [
      { from: [appIn('backend', 'billing')], ports: tcpPorts(3307) },
      { from: [appIn('backend', 'billing')], ports: tcpPorts(3306) },
      { from: [appIn('media', 'report')], ports: tcpPorts(3306) },
      { from: [account], ports: tcpPorts(3306) },
      { from: [appIn('monitoring', 'prometheus')], ports: tcpPorts(8404) },
    ],
    egress: [toDns, { to: [servers], ports: tcpPorts(mysql, x, admin) }],
  },
  'payments-database-backups': {
    ...backups,
    policyTypes,
    egress: [toDns, { to: [servers], ports: tcpPorts(xtrabackup) }, toInternet],
  },
  'payments-database-account': {
    ...account,
    policyTypes,
    egress: [toDns, { to: [proxies], ports: tcpPorts(3306) }],
  },
};

for (const [name, policy] of Object.entries(policies)) {
  test(`the policy ${name} opens what its pods need, and nothing else`, () => {
    const objects = renderSystem(systems.mysql, exampleClusters.aws, { usedBy });
    assert.deepEqual(specOf(objects, 'NetworkPolicy', name), policy);
  });
}
