import { type Built, rule } from '../../generators/model/rule.ts';
import { besideCopy, copyWith } from '../example/databaseCopy.ts';
import { withField } from '../example/withField.ts';
import { at, listAt, textAt } from '../kubernetes/reading.ts';

const copy = copyWith({ primary: 'iowa', source: 'iowa' });

const replicaComplete = rule({
  code: 'replica-complete',
  severity: 'error',
  title:
    'A database with copies in other clusters knows its own archive and the other, and brings the account of apps along.',
  why:
    'A copy lives on the log in the other archive, and needs one of its own for the day it is promoted. The account ' +
    'is copied with the data, so a password that each cluster makes up lets nobody in. ' +
    'https://cloudnative-pg.io/documentation/current/replica_cluster/#about-postgresql-roles',
  fix: 'Set backup.bucket of the database in every cluster that has it, backup.reader where another cloud has to read it (Google: readerPool, too), and secret.',
  *check(view) {
    for (const object of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      const replica = at(object.resource, ['spec', 'replica']);
      if (replica === undefined) continue;
      const known = new Set(archivesOf(object));
      for (const key of ['self', 'primary', 'source']) {
        const name = textAt(replica, [key]);
        if (name === '' || known.has(name)) continue;
        const message = `It has no access to the archive of ${name}.`;
        yield { object, field: `spec.replica.${key}`, message };
        known.add(name);
      }
      if (accountOf(object) === '') {
        const message = 'The password of the account that apps use is made up in this cluster alone.';
        yield { object, field: 'spec.bootstrap', message };
      }
    }
  },
  passes: [
    { title: 'a copy', objects: [copy, ...besideCopy] },
    { title: 'a primary', objects: [copyWith({ primary: 'ohio', source: 'iowa' }), ...besideCopy] },
  ],
  fails: [
    {
      title: 'no archive of its own',
      objects: [withField(copy, 'spec.externalClusters[ohio]', undefined), ...besideCopy],
    },
    {
      title: 'no archive of the primary',
      objects: [withField(copy, 'spec.externalClusters[iowa]', undefined), ...besideCopy],
    },
    {
      title: 'a password of its own',
      objects: [withField(copy, 'spec.bootstrap.initdb.secret', undefined), ...besideCopy],
    },
  ],
});

function archivesOf({ resource }: Built): string[] {
  return listAt(resource, ['spec', 'externalClusters']).map((one) => textAt(one, ['name']));
}

/** The Secret of the account, wherever the database begins from. */
function accountOf({ resource }: Built): string {
  const names = ['initdb', 'recovery'].map((how) => textAt(resource, ['spec', 'bootstrap', how, 'secret', 'name']));
  return names.join('');
}

export default replicaComplete;
