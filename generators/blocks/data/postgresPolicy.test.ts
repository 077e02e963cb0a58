import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterFacts } from '../../model/inputs.ts';
import { app } from '../names.ts';
import { exampleClusters, exampleInputs } from '../platform/examples.ts';
import { postgres } from './postgres.ts';
import { postgresPolicy } from './postgresPolicy.ts';

const name = app('orders-database', 'data', []);
const database = postgres(name, {
  source: 'apps/ordersDatabase.ts',
  cluster: 'orders',
  image: 'registry.example.com/postgresql:17.1',
  clients: ['backend', 'media'],
  storage: '10Gi',
  resources: { cpu: '1', memory: '1Gi' },
  connections: 100,
});
const labels = { 'app.kubernetes.io/name': 'orders-database' };
const policy = (cluster: ClusterFacts) =>
  postgresPolicy(name, 'orders', ['backend', 'media'], exampleInputs(database, cluster), labels);

const from = (namespace: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
});
const labelled = (key: string, value: string) => ({ podSelector: { matchLabels: { [key]: value } } });
const own = labelled('cnpg.io/cluster', 'orders');
const tcp = (port: number) => ({ protocol: 'TCP', port });

test('instances admit clients, each other, the operator and Prometheus, and reach the API server and each other', () => {
  const controlPlane = { networks: ['10.1.0.0/28', '10.2.0.0/28'], port: 6443 };
  assert.deepEqual(policy({ ...exampleClusters.aws, controlPlane }), {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'orders-database', namespace: 'data', labels },
    spec: {
      ...own,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [from('backend'), from('media')], ports: [tcp(5432)] },
        {
          from: [own, { ...from('cnpg-system'), ...labelled('app.kubernetes.io/name', 'cloudnative-pg') }],
          ports: [tcp(5432), tcp(8000)],
        },
        { from: [from('monitoring')], ports: [tcp(9187)] },
      ],
      egress: [
        {
          to: [{ ...from('kube-system'), ...labelled('k8s-app', 'kube-dns') }],
          ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
        },
        { to: [{ ipBlock: { cidr: '10.1.0.0/28' } }, { ipBlock: { cidr: '10.2.0.0/28' } }], ports: [tcp(6443)] },
        { to: [own], ports: [tcp(5432), tcp(8000)] },
      ],
    },
  });
});
