import { keyOf } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { besideCopy, copyWith, promotionToken } from '../example/databaseCopy.ts';
import { withField } from '../example/withField.ts';
import { byIdentity } from '../kubernetes/identity.ts';
import { replicationOf, wasDemoted } from '../systems/cloudNativePg/replication.ts';

const replica = [copyWith({ primary: 'iowa', source: 'iowa' }), ...besideCopy];
const promoted = [copyWith({ primary: 'ohio', source: 'iowa', promotionToken }), ...besideCopy];
const iowa = (primary: string) => ({
  cluster: { name: 'iowa' },
  objects: [],
  before: [withField(copyWith({ primary, source: 'ohio' }), 'spec.replica.self', 'iowa')],
});

const promotionFollowsDemotion = rule({
  code: 'promotion-follows-demotion',
  severity: 'error',
  title: 'A database is promoted with a token only after the old primary was demoted, in a change before.',
  why:
    'Only a demotion makes a token, and only of the moment at which writes ended. With another one the operator waits ' +
    'for a log that never comes, or refuses because the copy is past it: nobody can write. ' +
    'https://cloudnative-pg.io/documentation/current/replica_cluster/#promoting-a-replica-to-a-primary-cluster',
  fix: 'Merge and sync the first pull request of the switchover before (docs/drills/postgres.md); if the old cluster is lost, leave the token out: that is a failover.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const object of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      const was = byIdentity(before).get(keyOf(object.resource));
      const now = replicationOf(object);
      if (now.token === '' || now.isReplica || !was || !replicationOf(was).isReplica) continue;
      if (wasDemoted(before, object)) continue;
      const message = `It has a promotion token, and the database in ${now.source}, which it takes over from, was not demoted before this change.`;
      yield { object, field: 'spec.replica.promotionToken', message };
    }
  },
  passes: [
    {
      title: 'a token beside a primary that was demoted',
      before: promoted,
      objects: promoted,
      beside: iowa('ohio'),
    },
    { title: 'a token that was used', before: promoted, objects: promoted },
  ],
  fails: [
    {
      title: 'a token while the other is primary',
      before: replica,
      objects: promoted,
      beside: iowa('iowa'),
    },
    { title: 'a token of a database that is not there', before: replica, objects: promoted },
  ],
});

export default promotionFollowsDemotion;
