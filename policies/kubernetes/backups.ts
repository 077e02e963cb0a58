import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { at, count, list, text } from './reading.ts';

/** One schedule of backups, and whether old ones go. */
export interface Backup {
  readonly built: Built;
  /** Field that sets how long backups are kept. */
  readonly field: string;
  readonly isKept: boolean;
}

/**
 * The objects that hold data nobody can make anew. Caches and brokers are not among them: what they hold is on its way,
 * and no backup of it would be worth restoring.
 */
export function dataSystems(view: ClusterView): readonly Built[] {
  return Object.keys(systems).flatMap((key) => {
    const [group = '', kind = ''] = key.split('/');
    return view.ofKind(kind, group);
  });
}

/** The schedules of a data system that are not switched off. */
export function backupsOf(view: ClusterView, built: Built): readonly Backup[] {
  const { apiVersion, kind } = built.resource;
  return systems[`${apiVersion.split('/')[0]}/${kind}`]?.(view, built) ?? [];
}

const systems: Readonly<Record<string, (view: ClusterView, built: Built) => Backup[]>> = {
  'postgresql.cnpg.io/Cluster': postgres,
  'ps.percona.com/PerconaServerMySQL': (_, built) => mysql(built),
  'psmdb.percona.com/PerconaServerMongoDB': (_, built) => mongodb(built),
  'k8ssandra.io/K8ssandraCluster': cassandra,
};

/** https://cloudnative-pg.io/plugin-barman-cloud/docs/retention/ */
function postgres(view: ClusterView, { resource: { metadata, spec } }: Built): Backup[] {
  const { name, namespace = '' } = metadata;
  const plugins = list(at(spec, ['plugins']) as object[] | undefined).filter(
    (plugin) => at(plugin, ['isWALArchiver']) === true && at(plugin, ['enabled']) !== false,
  );
  const stores = plugins.flatMap((plugin) => {
    return view.find('ObjectStore', namespace, text(at(plugin, ['parameters', 'barmanObjectName']))) ?? [];
  });
  const scheduled = view
    .ofKind('ScheduledBackup', 'postgresql.cnpg.io')
    .filter(
      ({ resource: one }) =>
        one.metadata.namespace === namespace &&
        at(one, ['spec', 'cluster', 'name']) === name &&
        at(one, ['spec', 'suspend']) !== true,
    );
  return scheduled.flatMap(() =>
    stores.map((store) => ({
      built: store,
      field: 'spec.retentionPolicy',
      isKept: text(at(store.resource, ['spec', 'retentionPolicy'])) !== '',
    })),
  );
}

/** https://docs.percona.com/percona-operator-for-mysql/ps/backups-scheduled.html */
function mysql(built: Built): Backup[] {
  const backup = at(built.resource, ['spec', 'backup']);
  if (at(backup, ['enabled']) !== true) return [];
  return list(at(backup, ['schedule']) as object[] | undefined).map((one) => ({
    built,
    field: `spec.backup.schedule[${text(at(one, ['name']))}].keep`,
    isKept: count(at(one, ['keep']), 0) > 0,
  }));
}

/** https://docs.percona.com/percona-operator-for-mongodb/backups-scheduled.html */
function mongodb(built: Built): Backup[] {
  const backup = at(built.resource, ['spec', 'backup']);
  if (at(backup, ['enabled']) !== true) return [];
  const tasks = list(at(backup, ['tasks']) as object[] | undefined).filter((one) => at(one, ['enabled']) === true);
  return tasks.map((one) => ({
    built,
    field: `spec.backup.tasks[${text(at(one, ['name']))}].retention`,
    isKept: count(at(one, ['retention', 'count']) ?? at(one, ['keep']), 0) > 0,
  }));
}

/** https://docs.k8ssandra.io/components/medusa/ */
function cassandra(view: ClusterView, built: Built): Backup[] {
  const { metadata, spec } = built.resource;
  const storage = at(spec, ['medusa', 'storageProperties']);
  if (storage === undefined) return [];
  const names = list(at(spec, ['cassandra', 'datacenters']) as object[] | undefined).map((one) =>
    text(at(one, ['metadata', 'name'])),
  );
  const scheduled = view
    .ofKind('MedusaBackupSchedule', 'medusa.k8ssandra.io')
    .filter(
      ({ resource: one }) =>
        one.metadata.namespace === metadata.namespace &&
        names.includes(text(at(one, ['spec', 'backupSpec', 'cassandraDatacenter']))) &&
        at(one, ['spec', 'disabled']) !== true,
    );
  const isKept = ['maxBackupAge', 'maxBackupCount'].some((key) => count(at(storage, [key]), 0) > 0);
  return scheduled.map(() => ({ built, field: 'spec.medusa.storageProperties.maxBackupAge', isKept }));
}
