import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import type { DatabaseEndpoint } from '../../../model/endpoint.ts';
import { mongodbAccounts, mongodbPort } from '../../../upstream/perconaMongodb.ts';
import { declared } from '../../declared/declared.ts';
import { SystemSchema } from '../../declared/systemSchema.ts';
import { mongodbAlerts } from '../../monitoring/alerts/mongodb.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { cloudIdentity } from '../../names.ts';
import { accessByIdentity, onBucket } from '../../outside/access.ts';
import { clusterSecrets } from '../../secrets/clusterSecrets.ts';
import { systemCredentialSource } from '../../secrets/systemCredentials.ts';
import { tooSmall } from '../../sizes/tooSmall.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { backupKeys, backupKeysAccess } from '../percona/backup.ts';
import { perconaNotes } from '../percona/notes.ts';
import { perconaImageName } from '../percona/system.ts';
import { perconaCredentials, systemUserKeys, systemUsers } from '../percona/users.ts';
import { sourceOfAccount } from '../shared/accounts.ts';
import { backupBucket } from '../shared/backupBucket.ts';
import { namedImages } from '../shared/images.ts';
import { mongodbBackupRights, mongodbKeyNames, needsKeys } from './backup.ts';
import { mongodbCluster } from './cluster.ts';
import { mongodbTargets } from './metrics.ts';
import { withoutOplog, withoutShards } from './mistakes.ts';
import { mongodbNames, shardSet } from './names.ts';
import { mongodbPolicies } from './network.ts';
import { type MongodbSettings, mongodbSettings, shardingOf } from './settings.ts';
import { mongodbSizes } from './sizes.ts';
import { type MongodbSpec, mongodbSystem } from './system.ts';
import { mongodbAccountNames } from './users.ts';

/**
 * MongoDB in the cluster, run by the Percona operator, with backups. It runs on the active cluster only. With shards,
 * apps connect to the routers, and their account may read and write their database, and shard its collections. Without
 * (`shards: 0`), they connect to the members of the only replica set, as programs want that read its oplog.
 */
export function mongodb(app: AppId<never>, spec: MongodbSpec): App {
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    declared: [declared(SystemSchema, spec), declared(mongodbAccountNames(spec.contract), spec)],
    settings: mongodbSettings(spec.source, spec),
    images: namedImages(spec.images, perconaImageName(spec)),
    uses: { backups: spec.backups, identity: cloudIdentity },
    ports: () => ({ mongodb: mongodbPort }),
    declares: (inputs) => {
      const system = mongodbSystem(app, spec, inputs);
      const { backupPlace: place } = system;
      const may = onBucket(backupBucket(system.name, inputs), mongodbBackupRights, place.prefix);
      const byKeys = needsKeys(place);
      return [
        ...accessByIdentity(app.name, system.owner, inputs, byKeys ? [] : may),
        ...(byKeys ? backupKeysAccess(system, may) : []),
        ...systemUserKeys(system, passwords),
      ];
    },
    mistakes: ({ settings }) => [
      ...tooSmall(app.name, mongodbSizes(settings as MongodbSettings)),
      ...withoutShards(app.name, spec, settings as MongodbSettings),
      ...withoutOplog(app.name, spec.contract, settings as MongodbSettings),
    ],
    notes: (inputs) => perconaNotes(app.name, inputs),
    provides: {
      contract: spec.contract,
      provider: 'percona',
      onStandby: 'absent',
      // As many shards or more, and a replica set from that of one alone: https://docs.percona.com/percona-operator-for-mongodb/backups-restore-replset-remapping.html
      restoredInto: ['shards', 'storage'],
      endpoint: (edge, settings) => ({
        ...endpoint(app, spec.contract, settings as MongodbSettings),
        credentials: sourceOfAccount(app, edge) ?? systemCredentialSource(app),
      }),
    },
    render(inputs) {
      const system = mongodbSystem(app, spec, inputs);
      return [
        mongodbCluster(system),
        serviceAccount(system),
        ...mongodbPolicies(system),
        ...systemUsers(system, passwords, accounts),
        ...perconaCredentials(system),
        ...(needsKeys(system.backupPlace) ? [backupKeys(system, mongodbKeyNames)] : []),
      ];
    },
  };
  return monitored(self, {
    targets: (inputs) => mongodbTargets(mongodbSystem(app, spec, inputs)),
    alerts: (inputs) => mongodbAlerts({ name: mongodbSystem(app, spec, inputs).name, namespace: app.tier }),
  });
}

/** Keys of the Secret with the operator's own accounts, and the values of those that are no secret. */
const passwords = Object.keys(mongodbAccounts).map((role) => `MONGODB_${role}_PASSWORD`);
const accounts = Object.fromEntries(
  Object.entries(mongodbAccounts).map(([role, user]) => [`MONGODB_${role}_USER`, user]),
);

function endpoint(
  app: AppId,
  contract: Contract<'mongodb'>,
  settings: MongodbSettings,
): Omit<DatabaseEndpoint, 'credentials'> {
  const sharded = shardingOf(settings) !== undefined;
  const names = mongodbNames(app, contract, sharded);
  return {
    kind: 'database',
    engine: 'mongodb',
    host: names.host,
    port: mongodbPort,
    database: contract.name,
    ...(!sharded && { replicaSet: shardSet(0) }),
    peer: { pods: { namespace: app.tier, labels: names.reached } },
    authority: { store: clusterSecrets.name, key: names.tls },
  };
}
