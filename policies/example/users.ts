import type { IPooler } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Pooler';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { poolPrefix } from '../../generators/model/pool.ts';
import { type Resource, resource } from '../../generators/model/resource.ts';
import { configMap, deployment, networkPolicy } from './api.ts';
import { databaseNetworkPolicy } from './database.ts';
import { hook } from './job.ts';
import { dns, metadataOf, openTo, peerOf } from './parts.ts';
import { withField } from './withField.ts';

const metadata = { ...metadataOf('users', 'data'), name: 'users-pooler-rw' };
const poolerLabels = { 'cnpg.io/poolerName': 'users-pooler-rw' };

/** Between `api` and the database: at most 200 connections on one side and 20 on the other, for each of two pods. */
export const pooler = resource<IPooler>({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Pooler',
  metadata,
  spec: {
    cluster: { name: 'users' },
    type: 'rw',
    instances: 2,
    deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    pgbouncer: {
      poolMode: 'transaction',
      parameters: { default_pool_size: '20', max_client_conn: '200' },
      image:
        'ghcr.io/cloudnative-pg/pgbouncer:1.25.1@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    } as IPooler['spec']['pgbouncer'],
  },
});

const poolerNetworkPolicy = resource<INetworkPolicy>({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: poolerLabels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [openTo(peerOf('api', 'backend'), 5432)],
    egress: [dns],
  },
});

const instances = { 'cnpg.io/cluster': 'users', 'cnpg.io/podRole': 'instance' };

const inData = (matchLabels: Record<string, string>) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } },
  podSelector: { matchLabels },
});

const apiCalls = (labels: Record<string, string>) =>
  withField(networkPolicy, 'spec.egress[4]', { to: [inData(labels)], ports: [{ protocol: 'TCP', port: 5432 }] });

/** `api`, of which each pod holds five connections to an address. */
export const holding = (address: string) =>
  withField(deployment, 'metadata.annotations', {
    ...deployment.metadata.annotations,
    [`${poolPrefix}users`]: `5 ${address}`,
  });

const apiHolds = (service: string) => [
  holding(`${service}.data.svc.cluster.local:5432`),
  withField(configMap, 'data', { USERS_HOST: `${service}.data.svc.cluster.local` }),
];

/** `api` as a user of the database by way of the pooler: not in the complete set, but valid beside it. */
export const throughPooler: readonly Resource[] = [
  pooler,
  poolerNetworkPolicy,
  apiCalls(poolerLabels),
  ...apiHolds('users-pooler-rw'),
];

/** `api` as a user of the database itself, by one of its Services. */
export function straightTo(service: string): readonly Resource[] {
  return [
    apiCalls(instances),
    withField(databaseNetworkPolicy, 'spec.ingress', [openTo(peerOf('api', 'backend'), 5432)]),
    ...apiHolds(service),
  ];
}

const jobLabels = { 'app.kubernetes.io/component': 'migration' };

/** A job that is let at the database itself. */
export const jobAtDatabase: readonly Resource[] = [
  hook,
  resource<INetworkPolicy>({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { ...metadataOf('worker', 'backend'), name: 'worker-migration' },
    spec: {
      podSelector: { matchLabels: jobLabels },
      policyTypes: ['Ingress', 'Egress'],
      egress: [dns, { to: [inData(instances)], ports: [{ protocol: 'TCP', port: 5432 }] }],
    },
  }),
  withField(databaseNetworkPolicy, 'spec.ingress', [
    {
      from: [{ ...peerOf('worker', 'backend'), podSelector: { matchLabels: jobLabels } }],
      ports: [{ protocol: 'TCP', port: 5432 }],
    },
  ]),
];

/** Objects with those of the same kind and name replaced. */
export function replacing(objects: readonly Resource[], ...others: readonly Resource[]): readonly Resource[] {
  const same = (a: Resource, b: Resource) => a.kind === b.kind && a.metadata.name === b.metadata.name;
  return [...objects.filter((one) => !others.some((other) => same(one, other))), ...others];
}
