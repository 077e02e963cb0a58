import type { Made, Simulated } from '../model.ts';
import { madeUp, madeUpKeys, makeBudget, makeSecret, makeService, makeServiceAccount } from '../parts.ts';
import { movesOf } from './moves.ts';
import { instancePods, instancesOf, type PostgresCluster, postgresLabels, roleLabels } from './names.ts';
import { leadOf } from './primary.ts';
import { postgresStatus } from './status.ts';

/** CloudNativePG for a `Cluster`. Jobs that set up an instance before it starts are left out. */
export const simulatedPostgresCluster: Simulated<PostgresCluster> = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  manager: 'manager',
  makes: (cluster) => [...budgets(cluster), ...services(cluster), ...secrets(cluster)],
  moves: (cluster, world) => {
    const pods = instancePods(cluster, world);
    return movesOf(cluster, pods, leadOf(cluster, pods, world), world);
  },
  reports: postgresStatus,
};

const identity = ({ metadata }: PostgresCluster, suffix = '') => ({
  name: `${metadata.name}${suffix}`,
  namespace: metadata.namespace ?? '',
  labels: postgresLabels(metadata.name, 'database'),
});

/** `pkg/specs/poddisruptionbudget.go`: one replica at a time may be evicted, a primary only after a switchover. */
function budgets(cluster: PostgresCluster): readonly Made[] {
  const { metadata, spec } = cluster;
  if (spec?.enablePDB === false) return [];
  const selector = (role: 'primary' | 'replica') => ({
    'cnpg.io/cluster': metadata.name,
    'cnpg.io/instanceRole': role,
  });
  const instances = spec?.instances ?? 1;
  const replicas = makeBudget(identity(cluster), selector('replica'), { minAvailable: instances - 2 });
  return [
    { resource: makeBudget(identity(cluster, '-primary'), selector('primary'), { minAvailable: 1 }) },
    ...(instances < 3 ? [] : [{ resource: replicas }]),
  ];
}

/** `pkg/specs/services.go`. */
function services(cluster: PostgresCluster): readonly Made[] {
  const { name } = cluster.metadata;
  const role = (part: 'primary' | 'replica') => ({
    'cnpg.io/cluster': name,
    'cnpg.io/instanceRole': roleLabels(part)['cnpg.io/instanceRole'] ?? '',
  });
  const ports = { postgres: 5432 };
  return [
    { resource: makeService(identity(cluster, '-rw'), role('primary'), ports) },
    { resource: makeService(identity(cluster, '-ro'), role('replica'), ports) },
    { resource: makeService(identity(cluster, '-r'), instancesOf(name), ports) },
    { resource: makeServiceAccount(identity(cluster)) },
  ];
}

/**
 * `pkg/specs/secrets.go`: certificates, and an account where the spec names none and the database is not a replica
 * cluster.
 */
function secrets(cluster: PostgresCluster): readonly Made[] {
  const { metadata, spec } = cluster;
  const { namespace = '' } = metadata;
  const made = (suffix: string, keys: readonly string[], type?: string): Made => {
    const id = identity(cluster, suffix);
    return { resource: makeSecret(id, madeUpKeys(id, keys), type), once: true };
  };
  const certificates = [
    made('-ca', ['ca.crt', 'ca.key']),
    made('-server', ['tls.crt', 'tls.key'], 'kubernetes.io/tls'),
    made('-replication', ['tls.crt', 'tls.key'], 'kubernetes.io/tls'),
  ];
  const { initdb, recovery, pg_basebackup: copy } = spec?.bootstrap ?? {};
  const start = initdb ?? recovery ?? copy ?? {};
  const isEmpty = start !== recovery && start !== copy;
  if (start.secret?.name !== undefined || !(isEmpty || start.database)) return certificates;
  const [database, user] = [start.database ?? 'app', start.owner ?? 'app'];
  const password = madeUp(namespace, `${metadata.name}-app`, 'password');
  const host = `${metadata.name}-rw`;
  const uri = (at: string) => `postgresql://${user}:${password}@${at}:5432/${database}`;
  const jdbc = (at: string) => `jdbc:postgresql://${at}:5432/${database}?password=${password}&user=${user}`;
  const values = {
    ...{ username: user, user, password, dbname: database, host, port: '5432' },
    pgpass: `${host}:5432:${database}:${user}:${password}\n`,
    uri: uri(`${host}.${namespace}`),
    'fqdn-uri': uri(`${host}.${namespace}.svc.cluster.local`),
    'jdbc-uri': jdbc(`${host}.${namespace}`),
    'fqdn-jdbc-uri': jdbc(`${host}.${namespace}.svc.cluster.local`),
  };
  const account = makeSecret(identity(cluster, '-app'), values, 'kubernetes.io/basic-auth');
  return [...certificates, { resource: account, once: true }];
}
