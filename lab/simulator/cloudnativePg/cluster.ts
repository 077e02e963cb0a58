import {
  clusterLabel,
  instancePods,
  instanceRoleLabel,
  postgresBudgets,
  postgresPorts,
  postgresServices,
} from '../../../generators/upstream/cloudNativePg.ts';
import {
  postgresAccount,
  postgresAccounts,
  postgresCertificates,
} from '../../../generators/upstream/cloudNativePgSecrets.ts';
import type { Made, Simulated } from '../model.ts';
import { madeUp, madeUpKeys, makeBudget, makeSecret, makeService, makeServiceAccount } from '../parts.ts';
import { movesOf } from './moves.ts';
import { type PostgresCluster, podsOfCluster, postgresLabels } from './names.ts';
import { leadOf } from './primary.ts';
import { postgresStatus } from './status.ts';

/** CloudNativePG for a `Cluster`. Jobs that set up an instance before it starts are left out. */
export const simulatedPostgresCluster: Simulated<PostgresCluster> = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  manager: 'manager',
  makes: (cluster) => [...budgets(cluster), ...services(cluster), ...secrets(cluster)],
  moves: (cluster, world) => {
    const pods = podsOfCluster(cluster, world);
    return movesOf(cluster, pods, leadOf(cluster, pods, world), world);
  },
  reports: postgresStatus,
};

const identity = ({ metadata }: PostgresCluster, suffix = '') => ({
  name: `${metadata.name}${suffix}`,
  namespace: metadata.namespace ?? '',
  labels: postgresLabels(metadata.name, 'database'),
});

function budgets(cluster: PostgresCluster): readonly Made[] {
  const { metadata, spec } = cluster;
  if (spec?.enablePDB === false) return [];
  return postgresBudgets(metadata.name, spec?.instances ?? 1).map(({ name, role, minAvailable }) => {
    const selector = { [clusterLabel]: metadata.name, [instanceRoleLabel]: role };
    return { resource: makeBudget({ ...identity(cluster), name }, selector, { minAvailable }) };
  });
}

/** `pkg/specs/services.go`. */
function services(cluster: PostgresCluster): readonly Made[] {
  const { name } = cluster.metadata;
  const role = (part: 'primary' | 'replica') => ({
    [clusterLabel]: name,
    [instanceRoleLabel]: part,
  });
  const ports = { postgres: postgresPorts.postgres };
  const names = postgresServices('');
  return [
    { resource: makeService(identity(cluster, names.primary), role('primary'), ports) },
    { resource: makeService(identity(cluster, names.replicas), role('replica'), ports) },
    { resource: makeService(identity(cluster, names.any), instancePods(name), ports) },
    { resource: makeServiceAccount(identity(cluster)) },
  ];
}

/** Certificates, and an account; none of the superuser, whom nobody here asks for. */
function secrets(cluster: PostgresCluster): readonly Made[] {
  const { metadata, spec } = cluster;
  const { namespace = '' } = metadata;
  const certificates = Object.entries(postgresCertificates(metadata.name)).map(([name, keys]): Made => {
    const type = keys.includes('tls.key') ? 'kubernetes.io/tls' : undefined;
    return {
      resource: makeSecret({ ...identity(cluster), name }, madeUpKeys({ name, namespace }, keys), type),
      once: true,
    };
  });
  if (!(postgresAccount(metadata.name) in postgresAccounts(metadata.name, spec ?? {}))) return certificates;
  const { initdb, recovery, pg_basebackup: copy } = spec?.bootstrap ?? {};
  const start = initdb ?? recovery ?? copy ?? {};
  const [database, user] = [start.database ?? 'app', start.owner ?? 'app'];
  const name = postgresAccount(metadata.name);
  const password = madeUp(namespace, name, 'password');
  const host = postgresServices(metadata.name).primary;
  const port = postgresPorts.postgres;
  const uri = (at: string) => `postgresql://${user}:${password}@${at}:${port}/${database}`;
  const jdbc = (at: string) => `jdbc:postgresql://${at}:${port}/${database}?password=${password}&user=${user}`;
  const values = {
    ...{ username: user, user, password, dbname: database, host, port: `${port}` },
    pgpass: `${host}:${port}:${database}:${user}:${password}\n`,
    uri: uri(`${host}.${namespace}`),
    'fqdn-uri': uri(`${host}.${namespace}.svc.cluster.local`),
    'jdbc-uri': jdbc(`${host}.${namespace}`),
    'fqdn-jdbc-uri': jdbc(`${host}.${namespace}.svc.cluster.local`),
  };
  const account = makeSecret({ ...identity(cluster), name }, values, 'kubernetes.io/basic-auth');
  return [...certificates, { resource: account, once: true }];
}
