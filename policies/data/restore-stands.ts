import { keyOf } from '../../generators/model/resource.ts';
import { type Built, rule } from '../../generators/model/rule.ts';
import { database, databaseStore } from '../example/database.ts';
import { besideCopy, copyWith } from '../example/databaseCopy.ts';
import { withField } from '../example/withField.ts';
import { byIdentity } from '../kubernetes/identity.ts';
import { at } from '../kubernetes/reading.ts';
import { replicationOf } from '../systems/cloudNativePg/replication.ts';

const recovery = { recovery: { source: 'restored', database: 'users', owner: 'users' } };
const restored = [withField(database, 'spec.bootstrap', recovery), databaseStore];
const replica = [
  withField(copyWith({ primary: 'iowa', source: 'iowa' }), 'spec.bootstrap', {
    recovery: { ...recovery.recovery, secret: { name: 'users-app' } },
  }),
  ...besideCopy,
];

const restoreStands = rule({
  code: 'restore-stands',
  severity: 'warning',
  title: 'The restore of a database is taken out of the settings once it is done.',
  why:
    'It is read when a database is created: whenever that happens again, by a lost namespace or a new cluster, the day ' +
    'of the restore comes back instead of the last minute. https://cloudnative-pg.io/documentation/current/recovery/',
  fix: 'Once the database is restored, remove restore from its settings (docs/drills/postgres.md).',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const object of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      const was = byIdentity(before).get(keyOf(object.resource));
      if (!was || !isRestored(was) || !isRestored(object)) continue;
      const message =
        'It would be restored again whenever it is created anew: its restore was there before this change.';
      yield { object, field: 'spec.bootstrap.recovery', message };
    }
  },
  passes: [
    { title: 'a restore that begins', before: [database, databaseStore], objects: restored },
    { title: 'a restore that is taken out', before: restored, objects: [database, databaseStore] },
    { title: 'a copy, which begins from a backup of its primary', before: replica, objects: replica },
  ],
  fails: [{ title: 'a restore that was there before', before: restored, objects: restored }],
});

function isRestored(built: Built): boolean {
  return at(built.resource, ['spec', 'bootstrap', 'recovery']) !== undefined && !replicationOf(built).isReplica;
}

export default restoreStands;
