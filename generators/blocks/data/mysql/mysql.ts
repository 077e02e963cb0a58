import type { App } from '../../../model/app.ts';
import type { AppName } from '../../../model/appName.ts';
import type { Contract, ContractEdge, Edge } from '../../../model/edge.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { labelsOf } from '../../labels.ts';
import { clusterSecrets, dataNamespace } from '../../secrets/clusterSecrets.ts';
import { systemCredentialSource, systemCredentials } from '../../secrets/systemCredentials.ts';
import { backupKeys, backupPlace } from '../percona/backup.ts';
import { perconaNotes } from '../percona/notes.ts';
import type { OperatorName } from '../percona/operator.ts';
import { systemUsers } from '../percona/users.ts';
import { mysqlAccount } from './account.ts';
import { mysqlKeyNames } from './backup.ts';
import { type MysqlImages, mysqlCluster } from './cluster.ts';
import { haproxyLabels, haproxyPorts, mysqlNames } from './names.ts';
import { mysqlPolicies } from './network.ts';
import { type MysqlDefaults, type MysqlSettings, mysqlSettings } from './settings.ts';

/** What a MySQL in the cluster declares; its settings start with these values. */
export interface MysqlSpec extends MysqlDefaults {
  /** Repository path of the declaring file. */
  readonly source: string;
  /** Its name is also that of the custom resource, the database in it and the account of its users. */
  readonly contract: Contract<'mysql'>;
  /** The edge to the bucket of backups. */
  readonly backups: Extract<Edge, { to: 'bucket' }>;
  readonly images: MysqlImages;
  readonly operator: OperatorName;
}

/**
 * A MySQL in the cluster, run by the Percona operator: a server in each of three zones, proxies that tell reading from
 * writing, and backups. It runs on the active cluster alone.
 *
 * XtraBackup sends backups with the keys of an account and nothing else, in every cloud: the bucket's where the contract
 * names a secret, else those that the entry `<prefix>-<contract>` holds. They are the one long-lived key here.
 */
export function mysql(name: AppName<never>, spec: MysqlSpec): App {
  const cluster = spec.contract.name;
  const names = mysqlNames(cluster);
  const imageNames = Object.entries(spec.images).map(([part, image]) => [`${cluster}-${part}`, image] as const);
  return {
    name: name.name,
    tier: name.tier,
    source: spec.source,
    settings: mysqlSettings(spec.source, spec),
    images: Object.fromEntries(imageNames),
    uses: { backups: spec.backups },
    published: undefined,
    ports: () => haproxyPorts,
    notes: (inputs) => perconaNotes(name.name, inputs),
    provides: {
      contract: spec.contract,
      provider: 'percona',
      onStandby: 'absent',
      endpoint: (edge) => endpoint(name.name, cluster, edge),
    },
    render(inputs) {
      const labels = labelsOf(name.name, inputs, name.tier);
      const metadata = (secret: string) => ({ name: secret, namespace: dataNamespace, labels });
      const place = backupPlace(cluster, inputs);
      const images = imagesOf(cluster, spec.images, inputs.images);
      return [
        mysqlCluster(cluster, images, inputs.settings as MysqlSettings, place, inputs, labels),
        ...mysqlAccount(name.name, cluster, images.server, inputs, labels),
        ...mysqlPolicies(name.name, cluster, spec.operator, inputs, labels),
        ...systemUsers(metadata(names.users), cluster, passwords, {}, inputs),
        ...systemCredentials(name.name, cluster, labels),
        backupKeys(metadata(names.backups), cluster, place, inputs, mysqlKeyNames),
      ];
    },
  };
}

/** The operator's own users, `api/v1/perconaservermysql_types.go`: those of parts that do not run are made as well. */
const passwords = [
  'clusterset',
  'heartbeat',
  'monitor',
  'operator',
  'orchestrator',
  'replication',
  'root',
  'xtrabackup',
];

function imagesOf(cluster: string, declared: MysqlImages, images: Readonly<Record<string, string>>): MysqlImages {
  const parts = Object.entries(declared).map(([part, image]) => [part, images[`${cluster}-${part}`] ?? image]);
  return Object.fromEntries(parts) as unknown as MysqlImages;
}

function endpoint(app: string, cluster: string, edge: ContractEdge): Endpoint {
  const reads = 'access' in edge && edge.access === 'read-only';
  return {
    kind: 'database',
    engine: 'mysql',
    host: mysqlNames(cluster).host,
    port: reads ? haproxyPorts.read : haproxyPorts.write,
    database: cluster,
    peer: { pods: { namespace: dataNamespace, labels: haproxyLabels(cluster) } },
    credentials: systemCredentialSource(app),
    authority: { store: clusterSecrets.name, key: mysqlNames(cluster).tls },
  };
}
