import { compareVersions, type Version } from '../../../generators/model/versions.ts';
import { anyLater, oneMajor, type Upgrades } from './upgrades.ts';

/*
 * How each program goes from one version of its data to another, by its vendor's documentation or its operator's.
 */

/**
 * PostgreSQL by CloudNativePG, in place: https://cloudnative-pg.io/docs/1.30/postgres_upgrades.
 * Refused: `validateImageChange` in `internal/webhook/v1/cluster_webhook.go` of cloudnative-pg/cloudnative-pg v1.30.0.
 */
export const postgresqlUpgrades: Upgrades = {
  program: 'PostgreSQL',
  series: 1,
  isTooFar: (_, [now = 0]) => (now < 16 ? 'its operator upgrades to 16 and later alone.' : undefined),
  up: 'all instances stop while pg_upgrade runs, and all but the primary are then made anew. No backup of before leads to a moment afterwards: take one before, one right afterwards, and run ANALYZE.',
  down: 'its operator refuses it. Restore a backup of before under another name: docs/drills/postgres.md.',
};

const longTerm: readonly Version[] = [
  [8, 0],
  [8, 4],
  [9, 7],
];

/**
 * MySQL: https://dev.mysql.com/doc/refman/9.7/en/upgrade-paths.html ·
 * https://dev.mysql.com/doc/refman/8.4/en/downgrading.html
 */
export const mysqlUpgrades: Upgrades = {
  program: 'MySQL',
  series: 2,
  isTooFar: (was, now) => {
    const between = longTerm.find(
      (lts) => compareVersions(lts, was.slice(0, 2)) > 0 && compareVersions(lts, now.slice(0, 2)) < 0,
    );
    return between && `no long-term series may be left out; step to ${between.join('.')} first.`;
  },
  up: 'servers are replaced one by one, and each upgrades its own files: there is no way back but a backup of before. XtraBackup has to be of the same series, in the same change.',
  down: 'servers read no files of a later series. Restore a backup of before, or load a dump.',
};

/**
 * MongoDB: https://docs.percona.com/percona-operator-for-mongodb/update-major.html. The operator leaves the feature
 * compatibility version alone (`setFCV: false`), and MongoDB refuses the next major while it is behind.
 */
export const mongodbUpgrades: Upgrades = {
  program: 'MongoDB',
  series: 2,
  isTooFar: oneMajor,
  up: 'members are replaced one by one. Before it, featureCompatibilityVersion has to be that of the version of now, and nobody raises it but a person, afterwards: then there is no way back.',
  down: 'members start on the data only while featureCompatibilityVersion was never raised, and nothing here knows that. Restore a backup of before.',
};

/**
 * Cassandra: https://github.com/apache/cassandra/blob/cassandra-5.0/NEWS.txt ·
 * https://docs.datastax.com/en/luna-cassandra/guides/upgrade/cluster-online/phase-6-upgrade-sstables.html
 */
export const cassandraUpgrades: Upgrades = {
  program: 'Cassandra',
  series: 2,
  isTooFar: oneMajor,
  up: 'racks are restarted one after the other. Nobody may repair, add nodes or change tables meanwhile: suspend Reaper before, and run nodetool upgradesstables on each node afterwards.',
  down: 'a node reads no files that a later version wrote. Restore a backup of before.',
};

/**
 * RabbitMQ: https://www.rabbitmq.com/docs/rolling-upgrade, which leaves out nothing but patch releases, and
 * https://www.rabbitmq.com/docs/feature-flags. The last minor version of 3 is 3.13.
 */
export const rabbitmqUpgrades: Upgrades = {
  program: 'RabbitMQ',
  series: 2,
  isTooFar: ([major = 0, minor = 0], [nextMajor = 0, nextMinor = 0]) => {
    const isNext = major === nextMajor ? nextMinor === minor + 1 : major === 3 && minor === 13 && nextMajor === 4;
    return isNext ? undefined : 'a rolling upgrade leaves out no minor version.';
  },
  up: 'nodes are replaced one by one. Before it every stable feature flag has to be enabled (rabbitmqctl enable_feature_flag all), else a node does not start; again afterwards, and then there is no way back.',
  down: 'feature flags that are enabled stay, and a node without them does not start. Move to a new broker: https://www.rabbitmq.com/docs/blue-green-upgrade.',
};

/**
 * Valkey, and Redis up to 7.2: a server loads no file of a later version, and a member copies from its primary by such a
 * file. `rdbLoadRioWithLoadingCtx` in `src/rdb.c` of https://github.com/valkey-io/valkey;
 * https://github.com/valkey-io/valkey/issues/645
 */
export const valkeyUpgrades: Upgrades = {
  program: 'Valkey',
  series: 1,
  isTooFar: anyLater,
  up: 'members are replaced one by one. Once a new one is primary, an old one cannot copy from it: until the roll-out has ended, the loss of a member is the loss of a copy.',
  down: 'a server loads no file of a later version, and does not start. Begin with an empty one, under another name.',
};

/**
 * Keycloak: https://www.keycloak.org/server/update-compatibility and https://www.keycloak.org/docs/latest/upgrading/.
 * Its database is upgraded when the new version starts.
 */
export const keycloakUpgrades: Upgrades = {
  program: 'Keycloak',
  series: 2,
  isTooFar: anyLater,
  up: 'when the new version starts it upgrades its tables: take a backup of the database before, for there is no other way back. All sessions that are not in the database end.',
  down: 'its tables are those of the later version. Restore the database to a moment before, together with this.',
};

/**
 * Elasticsearch: `noDowngrades` and `validUpgradePath` in `pkg/controller/elasticsearch/validation/validations.go` of
 * https://github.com/elastic/cloud-on-k8s
 */
export const elasticsearchUpgrades: Upgrades = {
  program: 'Elasticsearch',
  series: 2,
  isTooFar: oneMajor,
  up: 'nodes are replaced one by one, and read no index of two major versions ago: take a snapshot before, and make old indices anew.',
  down: 'its operator refuses it. Restore a snapshot of before into another cluster.',
};
