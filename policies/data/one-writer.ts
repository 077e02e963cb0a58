import type { Resource } from '../../generators/model/resource.ts';
import { type Announcement, rule } from '../../generators/model/rule.ts';
import { outsideOf } from '../cluster/facts.ts';
import { database, databaseStore } from '../example/database.ts';
import { withIstio } from '../example/gateways.ts';
import { metadataOf } from '../example/parts.ts';
import { cassandra, cassandraSchedule, mysql } from '../example/systems.ts';
import { withField } from '../example/withField.ts';
import { listAt, textAt } from '../kubernetes/reading.ts';
import { archiveAt, archivesWritten } from '../systems/cloudNativePg/archive.ts';

const google = { name: 'google-us-central1' };
const backedUp = withField(mysql, 'spec.backup.storages.bucket', {
  type: 's3',
  s3: { bucket: 'backups', prefix: 'payments' },
});
const feed = withField(cassandra, 'spec.medusa.storageProperties.storageProvider', 's3');
const issuer: Resource = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Issuer',
  metadata: metadataOf('public', 'gateways'),
  spec: { acme: { privateKeySecretRef: { name: 'public-account' } } },
};
const routes = withIstio.filter(({ kind }) => kind === 'HTTPRoute');
const published = [issuer, ...routes];

/** The database of the examples, restored from an archive with this name. */
const restoredFrom = (serverName: string) =>
  withField(
    withField(database, 'spec.bootstrap', { recovery: { source: 'restored', database: 'users', owner: 'users' } }),
    'spec.externalClusters',
    [{ name: 'restored', plugin: { name: 'barman', parameters: { barmanObjectName: 'users', serverName } } }],
  );

/** The places outside that a cluster writes to, with what of it writes there. */
const writtenPlaces: Announcement = {
  name: 'written places',
  of: (view) => outsideOf(view).map(({ place, writer }) => [place, writer]),
};

const oneWriter = rule({
  code: 'one-writer',
  severity: 'error',
  title: 'Whatever is outside the clusters has one writer in the fleet: a folder of a bucket, a name in DNS.',
  why:
    'Two databases that archive to one folder overwrite the log of each other, and neither can be restored; two ' +
    'clusters that publish one name take it from each other every minute. CloudNativePG refuses to start in an archive ' +
    'that is not empty. https://cloudnative-pg.io/plugin-barman-cloud/docs/concepts/',
  fix: 'Give each its own: backup.folder or backup.server of PostgreSQL (a new one after a restore), another bucket in data.backups, another domain; docs/data.md says how two active clusters share a name.',
  asks: [writtenPlaces],
  *check(view) {
    for (const { built, field, place, writer } of outsideOf(view)) {
      const own = `${writer} of ${view.environment}/${view.cluster.name}`;
      const writers = view.fleet.announced(writtenPlaces, place).map((one) => {
        return `${one.text} of ${one.environment}/${one.cluster}`;
      });
      const others = [...new Set(writers)].filter((one) => one !== own);
      if (others.length === 0) continue;
      yield { object: built, field, message: `It writes to ${place}, and so does ${others.join(', ')}.` };
    }
    for (const object of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      const source = textAt(object.resource, ['spec', 'bootstrap', 'recovery', 'source']);
      const external = listAt(object.resource, ['spec', 'externalClusters']).find(
        (one) => textAt(one, ['name']) === source,
      );
      const place = external && archiveAt(view, object, (external as { plugin?: unknown }).plugin);
      if (!archivesWritten(object, view).some((own) => own.place === place)) continue;
      const message = `It is restored from ${place}, and it would write its own archive there.`;
      yield { object, field: 'spec.bootstrap.recovery.source', message };
    }
  },
  passes: [
    {
      title: 'an archive of its own',
      objects: [database, databaseStore],
      beside: {
        cluster: google,
        objects: [database, withField(databaseStore, 'spec.configuration.destinationPath', 's3://backups/google')],
      },
    },
    {
      title: 'an archive that another only reads',
      objects: [database, databaseStore],
      beside: { cluster: google, objects: [databaseStore] },
    },
    {
      title: 'a new archive after a restore',
      objects: [restoredFrom('users-before'), databaseStore],
    },
    {
      title: 'a name that a standby cluster does not publish yet',
      objects: published,
      among: withIstio,
      beside: { cluster: { ...google, role: 'standby' }, objects: published },
    },
    {
      title: 'a name that people publish themselves',
      objects: [],
      among: withIstio,
      beside: { cluster: google, objects: routes },
    },
  ],
  fails: [
    {
      title: 'an archive that a database of another environment has',
      objects: [database, databaseStore],
      beside: { environment: 'staging', cluster: google, objects: [database, databaseStore] },
    },
    {
      title: 'backups of MySQL in one folder',
      objects: [backedUp],
      beside: { cluster: google, objects: [backedUp] },
    },
    {
      title: 'backups of Cassandra in one folder',
      objects: [feed, cassandraSchedule],
      beside: { cluster: google, objects: [feed] },
    },
    {
      title: 'a name in DNS that two active clusters publish',
      objects: published,
      among: withIstio,
      beside: { cluster: google, objects: published },
    },
    { title: 'a database that is restored into the archive it reads', objects: [restoredFrom('users'), databaseStore] },
  ],
});

export default oneWriter;
