import { application } from './argo.ts';
import { applicationSet } from './argoSets.ts';
import type { HealthCase } from './case.ts';
import { k8ssandraCluster, medusaBackupSchedule } from './cassandra.ts';
import { elasticKinds } from './elastic.ts';
import { grafanaKinds } from './grafana.ts';
import { kongKinds } from './kong.ts';
import { aksNodeClass } from './nodes.ts';
import { perconaServerMongoDb, perconaServerMySql } from './percona.ts';
import { postgresCluster } from './postgres.ts';
import { database, objectStore, pooler, scheduledBackup } from './postgresExtras.ts';
import { monitoring } from './prometheus.ts';
import { rabbitmqCluster, topology } from './rabbitmq.ts';
import { externalSecret } from './secrets.ts';

/**
 * Objects in every state that a health check distinguishes, by kind. The real Argo CD runs the checks on them in
 * `tests/cluster`.
 */
export const healthCases: readonly HealthCase[] = [
  ...application,
  ...aksNodeClass,
  ...applicationSet,
  ...k8ssandraCluster,
  ...medusaBackupSchedule,
  ...perconaServerMySql,
  ...perconaServerMongoDb,
  ...postgresCluster,
  ...pooler,
  ...scheduledBackup,
  ...database,
  ...objectStore,
  ...rabbitmqCluster,
  ...['Binding', 'Exchange', 'Permission', 'Policy', 'Queue', 'User', 'Vhost'].flatMap(topology),
  ...externalSecret,
  ...monitoring,
  ...grafanaKinds,
  ...elasticKinds,
  ...(['KongPlugin', 'KongClusterPlugin', 'KongConsumer'] as const).flatMap(kongKinds),
];
