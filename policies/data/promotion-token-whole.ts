import { rule } from '../../generators/model/rule.ts';
import { besideCopy, copyWith, promotionToken } from '../example/databaseCopy.ts';
import { isRecord } from '../kubernetes/reading.ts';
import { replicationOf } from '../systems/cloudNativePg/replication.ts';

const promotedWith = (token: string) => [
  copyWith({ primary: 'ohio', source: 'iowa', promotionToken: token }),
  ...besideCopy,
];

const promotionTokenWhole = rule({
  code: 'promotion-token-whole',
  severity: 'error',
  title: 'A promotion token is one that a demoted database has shown, from its first character to its last.',
  why:
    'The operator refuses a token that it cannot read, after the old primary takes no writes any more: nobody can ' +
    'write until somebody finds out. It is JSON in base64, and long enough to be cut off when it is copied. ' +
    'https://cloudnative-pg.io/documentation/current/replica_cluster/#promoting-a-replica-to-a-primary-cluster',
  fix: "Copy it again: kubectl get cluster -n data users -o jsonpath='{.status.demotionToken}' in the cluster that was demoted.",
  *check(view) {
    for (const object of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      const { token } = replicationOf(object);
      const problem = token === '' ? undefined : problemOf(token);
      if (problem !== undefined) {
        yield { object, field: 'spec.replica.promotionToken', message: `The promotion token ${problem}.` };
      }
    }
  },
  passes: [{ title: 'a token as it was shown', objects: promotedWith(promotionToken) }],
  fails: [
    { title: 'a token that was cut off', objects: promotedWith(promotionToken.slice(0, 120)) },
    { title: 'what never was a token', objects: promotedWith('bm90IGEgcmVhbCB0b2tlbg==') },
    { title: 'a token without all that it says', objects: promotedWith(Buffer.from('{}').toString('base64')) },
  ],
});

/** What a token holds: `PgControldataTokenContent` in `pkg/utils/parser.go` of cloudnative-pg/cloudnative-pg 1.30.0. */
const members = [
  'latestCheckpointTimelineID',
  'redoWalFile',
  'databaseSystemIdentifier',
  'latestCheckpointREDOLocation',
  'timeOfLatestCheckpoint',
  'operatorVersion',
];

function problemOf(token: string): string | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    const missing = members.filter((name) => !isRecord(content) || !content[name]);
    return missing.length > 0 ? `does not say ${missing.join(', ')}` : undefined;
  } catch {
    return 'is cut off, or is none: it is no JSON in base64';
  }
}

export default promotionTokenWhole;
