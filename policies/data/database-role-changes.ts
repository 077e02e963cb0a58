import { keyOf } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { besideCopy, copyWith, promotionToken } from '../example/databaseCopy.ts';
import { withField } from '../example/withField.ts';
import { byIdentity } from '../kubernetes/identity.ts';
import { type CopyRole, replicationOf, wasDemoted } from '../systems/cloudNativePg/replication.ts';

const primary = copyWith({ primary: 'ohio', source: 'iowa' });
const replica = copyWith({ primary: 'iowa', source: 'iowa' });
const promoted = copyWith({ primary: 'ohio', source: 'iowa', promotionToken });
/** The other cluster, where the primary was demoted before. */
const iowa = { cluster: { name: 'iowa' }, objects: [] };
const demoted = withField(copyWith({ primary: 'ohio', source: 'ohio' }), 'spec.replica.self', 'iowa');

const databaseRoleChanges = rule({
  code: 'database-role-changes',
  severity: 'warning',
  title: 'A database that becomes primary or stops being it does so on purpose: this change says what is lost.',
  why:
    'Copies in other clusters are as old as the last log that the primary archived. Promoting one with the token of a ' +
    'demoted primary loses nothing; promoting it without one loses what was not archived, and the old primary has to ' +
    'be made anew. https://cloudnative-pg.io/documentation/current/replica_cluster/',
  fix: 'Nothing, if this is meant: follow docs/drills/postgres.md, one change at a time.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const object of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      const was = byIdentity(before).get(keyOf(object.resource));
      const [past, now] = [was && replicationOf(was), replicationOf(object)];
      // Without a demotion before it a token tells nothing: the rule promotion-follows-demotion says so.
      const isBlind = past?.isReplica && !now.isReplica && now.token !== '' && !wasDemoted(before, object);
      const message = past && !isBlind ? effect(past, now) : undefined;
      if (message !== undefined) yield { object, field: 'spec.replica', message };
    }
  },
  passes: [
    { title: 'a primary that gets its first copy', before: [], objects: [primary, ...besideCopy] },
    { title: 'the same roles as before', before: [replica, ...besideCopy], objects: [replica, ...besideCopy] },
    { title: 'a token that was used', before: [promoted, ...besideCopy], objects: [primary, ...besideCopy] },
  ],
  fails: [
    { title: 'a primary that is demoted', before: [primary, ...besideCopy], objects: [replica, ...besideCopy] },
    {
      title: 'a copy that is promoted with the token of a primary that was demoted',
      before: [replica, ...besideCopy],
      objects: [promoted, ...besideCopy],
      beside: { ...iowa, before: [demoted] },
    },
    {
      title: 'a copy that is promoted without one',
      before: [replica, ...besideCopy],
      objects: [primary, ...besideCopy],
    },
    {
      title: 'a copy that is promoted and no longer reads the log of the old primary',
      before: [replica, ...besideCopy],
      objects: [copyWith({ primary: 'ohio', source: 'dublin' }), ...besideCopy],
    },
    {
      title: 'a copy that follows another primary',
      before: [replica, ...besideCopy],
      objects: [copyWith({ primary: 'dublin', source: 'dublin' }), ...besideCopy],
    },
  ],
});

/** What a change of parts does and loses; `undefined` where the part stays the same. */
function effect(was: CopyRole, now: CopyRole): string | undefined {
  if (!was.isReplica && now.isReplica) {
    return `It was primary and becomes a copy of ${now.primary}: it takes no writes any more, archives the last of its log and shows a demotionToken. If ${now.primary} is promoted without that token, what was not archived is lost and this database has to be made anew.`;
  }
  if (was.isReplica && !now.isReplica) {
    if (now.source !== was.source) {
      return `It is promoted, and it reads the log of ${now.source} instead of ${was.source}, which it followed: what it has not replayed yet is lost. Set takeOverFrom to ${was.source}.`;
    }
    return now.token === ''
      ? `It is promoted at once (failover): what ${was.primary} had not archived is lost, and the database there has to be made anew.`
      : `It is promoted as soon as it has replayed all that ${was.primary} wrote before its promotionToken: nothing is lost.`;
  }
  if (now.isReplica && was.primary !== now.primary) {
    return `It follows ${now.primary} instead of ${was.primary}: if it has replayed more than ${now.primary} had when that was promoted, it has to be made anew.`;
  }
  return undefined;
}

export default databaseRoleChanges;
