import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract, Edge } from '../../../model/edge.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { labelsOf } from '../../labels.ts';
import { cloudIdentity } from '../../names.ts';
import { clusterSecrets, dataNamespace } from '../../secrets/clusterSecrets.ts';
import { systemCredentialSource, systemCredentials } from '../../secrets/systemCredentials.ts';
import type { Source } from '../../source.ts';
import { ownerOf } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { backupKeys, backupPlace } from '../percona/backup.ts';
import { perconaNotes } from '../percona/notes.ts';
import type { OperatorName } from '../percona/operator.ts';
import { systemUsers } from '../percona/users.ts';
import { mongodbKeyNames, needsKeys } from './backup.ts';
import { type MongodbImages, mongodbCluster } from './cluster.ts';
import { mongodbNames, mongodbPort, mongosLabels } from './names.ts';
import { mongodbPolicies } from './network.ts';
import { type MongodbDefaults, type MongodbSettings, mongodbSettings } from './settings.ts';

/** What a MongoDB in the cluster declares; its settings start with these values. */
export interface MongodbSpec extends MongodbDefaults {
  /** The declaring file: `here(import.meta)`. */
  readonly source: Source;
  /** Its name is also that of the custom resource, the database in it and the account of its users. */
  readonly contract: Contract<'mongodb'>;
  /** The edge to the bucket of backups. */
  readonly backups: Extract<Edge, { to: 'bucket' }>;
  readonly images: MongodbImages;
  readonly operator: OperatorName;
}

/**
 * A sharded MongoDB in the cluster, run by the Percona operator, with backups. It runs on the active cluster alone.
 * Its users see the routers. They may read and write their database, and shard its collections.
 */
export function mongodb(name: AppId<never>, spec: MongodbSpec): App {
  const cluster = spec.contract.name;
  const names = mongodbNames(cluster);
  const imageNames = Object.entries(spec.images).map(([part, image]) => [`${cluster}-${part}`, image] as const);
  return {
    name: name.name,
    tier: name.tier,
    source: spec.source,
    settings: mongodbSettings(spec.source, spec),
    images: Object.fromEntries(imageNames),
    uses: { backups: spec.backups, identity: cloudIdentity },
    published: undefined,
    ports: () => ({ mongodb: mongodbPort }),
    notes: (inputs) => perconaNotes(name.name, inputs),
    provides: {
      contract: spec.contract,
      provider: 'percona',
      onStandby: 'absent',
      endpoint: () => endpoint(name.name, cluster),
    },
    render(inputs) {
      const labels = labelsOf(name.name, inputs, name.tier);
      const metadata = (secret: string) => ({ name: secret, namespace: dataNamespace, labels });
      const place = backupPlace(cluster, inputs);
      const images = imagesOf(cluster, spec.images, inputs.images);
      return [
        mongodbCluster(name.name, cluster, images, inputs.settings as MongodbSettings, place, inputs, labels),
        serviceAccount({ owner: ownerOf(name), labels, inputs }),
        ...mongodbPolicies(name.name, cluster, spec.operator, inputs, labels),
        ...systemUsers(metadata(names.users), cluster, passwords, accounts, inputs),
        ...systemCredentials(name.name, cluster, labels),
        ...(needsKeys(place) ? [backupKeys(metadata(names.backups), cluster, place, inputs, mongodbKeyNames)] : []),
      ];
    },
  };
}

/** The operator's own users, `deploy/secrets.yaml` there. */
const roles = {
  BACKUP: 'backup',
  CLUSTER_ADMIN: 'clusterAdmin',
  CLUSTER_MONITOR: 'clusterMonitor',
  DATABASE_ADMIN: 'databaseAdmin',
  USER_ADMIN: 'userAdmin',
} as const;
const passwords = Object.keys(roles).map((role) => `MONGODB_${role}_PASSWORD`);
const accounts = Object.fromEntries(Object.entries(roles).map(([role, user]) => [`MONGODB_${role}_USER`, user]));

function imagesOf(cluster: string, declared: MongodbImages, images: Readonly<Record<string, string>>): MongodbImages {
  const parts = Object.entries(declared).map(([part, image]) => [part, images[`${cluster}-${part}`] ?? image]);
  return Object.fromEntries(parts) as unknown as MongodbImages;
}

function endpoint(app: string, cluster: string): Endpoint {
  return {
    kind: 'database',
    engine: 'mongodb',
    host: mongodbNames(cluster).host,
    port: mongodbPort,
    database: cluster,
    peer: { pods: { namespace: dataNamespace, labels: mongosLabels(cluster) } },
    credentials: systemCredentialSource(app),
    authority: { store: clusterSecrets.name, key: mongodbNames(cluster).tls },
  };
}
