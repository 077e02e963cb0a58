import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { type BackedUp, backupsOf } from '../cluster/facts.ts';
import { database, databaseBackup, databaseStore } from '../example/database.ts';
import { cassandra, cassandraSchedule, mongodb, mysql } from '../example/systems.ts';
import { withField } from '../example/withField.ts';

const backupRetained = rule({
  code: 'backup-retained',
  severity: 'error',
  title: 'What holds data is backed up by schedule, and each backup is kept for a time that is set.',
  why:
    'Replicas copy mistakes at once: only a backup brings back what somebody deleted. Without retention backups pile up ' +
    'until somebody clears them by hand, perhaps the wrong ones. ' +
    'https://cloudnative-pg.io/documentation/current/backup/',
  fix: 'Set bucket, schedule and retention of its backups; what may be lost declares an exception with the reason.',
  *check(view) {
    for (const one of backupsOf(view)) yield* judge(view, one);
  },
  passes: [
    { title: 'schedules that keep some', objects: [mysql, mongodb, cassandra, cassandraSchedule] },
    { title: 'none on a standby cluster', cluster: { role: 'standby' }, objects: [], without: [databaseBackup] },
    {
      title: 'none on a local cluster',
      cluster: { cloud: 'local' } as never,
      objects: [],
      without: [databaseBackup],
    },
  ],
  fails: [
    { title: 'a database without a schedule', objects: [], without: [databaseBackup] },
    { title: 'a schedule that is suspended', objects: [withField(databaseBackup, 'spec.suspend', true)] },
    { title: 'an archive that grows for ever', objects: [withField(databaseStore, 'spec.retentionPolicy', undefined)] },
    {
      title: 'an archive that grows for ever on a standby cluster',
      cluster: { role: 'standby' },
      objects: [withField(databaseStore, 'spec.retentionPolicy', undefined)],
    },
    { title: 'a database that archives nowhere', objects: [withField(database, 'spec.plugins', undefined)] },
    { title: 'MySQL without backups', objects: [withField(mysql, 'spec.backup.enabled', false)] },
    {
      title: 'MySQL that keeps every backup',
      objects: [withField(mysql, 'spec.backup.schedule[full].keep', undefined)],
    },
    { title: 'MongoDB without a task', objects: [withField(mongodb, 'spec.backup.tasks', [])] },
    {
      title: 'MongoDB with a task that is off',
      objects: [withField(mongodb, 'spec.backup.tasks[full].enabled', false)],
    },
    {
      title: 'MongoDB that keeps every backup',
      objects: [withField(mongodb, 'spec.backup.tasks[full].retention', undefined)],
    },
    { title: 'Cassandra without a schedule', objects: [cassandra] },
    { title: 'Cassandra without Medusa', objects: [withField(cassandra, 'spec.medusa', undefined), cassandraSchedule] },
    {
      title: 'Cassandra that keeps every backup',
      objects: [withField(cassandra, 'spec.medusa.storageProperties.maxBackupAge', 0), cassandraSchedule],
    },
  ],
});

/** A standby cluster's copies come from elsewhere, and a developer's machine holds nothing to keep. */
function* judge(view: ClusterView, { built: object, schedules }: BackedUp): Iterable<Violation> {
  const { role, cloud } = view.cluster;
  if (schedules.length === 0 && role === 'active' && cloud !== 'local') {
    yield { object, message: `Nothing backs up ${object.resource.metadata.name} by schedule.` };
  }
  for (const { built, field, isKept } of schedules) {
    if (isKept) continue;
    const message = `Backups of ${object.resource.metadata.name} are never cleared up: no retention is set.`;
    yield { object: built, field, message };
  }
}

export default backupRetained;
