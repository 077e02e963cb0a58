import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract, ContractEdge } from '../../../model/edge.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { haproxyPorts, mysqlAccounts } from '../../../upstream/perconaMysql.ts';
import { declared } from '../../declared/declared.ts';
import { SystemSchema } from '../../declared/systemSchema.ts';
import { mysqlAlerts } from '../../monitoring/alerts/mysql.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { onBucket } from '../../outside/access.ts';
import { clusterSecrets } from '../../secrets/clusterSecrets.ts';
import { systemCredentialSource, systemCredentials } from '../../secrets/systemCredentials.ts';
import { tooSmall } from '../../sizes/tooSmall.ts';
import { perconaAccounts } from '../percona/accounts.ts';
import { backupKeys, backupKeysAccess } from '../percona/backup.ts';
import { perconaNotes } from '../percona/notes.ts';
import { perconaImageName } from '../percona/system.ts';
import { perconaCredentials, systemUserKeys, systemUsers } from '../percona/users.ts';
import { sourceOfAccount } from '../shared/accounts.ts';
import { backupBucket } from '../shared/backupBucket.ts';
import { namedImages } from '../shared/images.ts';
import { mysqlAccount } from './account.ts';
import { mysqlBackupRights, mysqlKeyNames } from './backup.ts';
import { mysqlCluster } from './cluster.ts';
import { exporterAccount, exporterSystem } from './exporter.ts';
import { mysqlTargets } from './metrics.ts';
import { mysqlNames } from './names.ts';
import { mysqlPolicies } from './network.ts';
import { type MysqlSettings, mysqlSettings } from './settings.ts';
import { mysqlSizes } from './sizes.ts';
import { type MysqlSpec, mysqlSystem } from './system.ts';

/**
 * MySQL in the cluster, run by the Percona operator: one server in each of three zones, proxies with one port for
 * writes and one for reads, and backups. It runs on the active cluster only.
 *
 * XtraBackup accepts static keys only, in every cloud: those of the contract `backups` where it names a secret, else
 * those in the entry `<prefix>-<contract>`. These keys are long-lived.
 */
export function mysql(app: AppId<never>, spec: MysqlSpec): App {
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    // A user's name has at most 32 characters: https://dev.mysql.com/doc/refman/8.4/en/user-names.html
    declared: [declared(SystemSchema, spec), declared(perconaAccounts(spec.contract, 32), spec)],
    settings: mysqlSettings(spec.source, spec),
    images: namedImages(spec.images, perconaImageName(spec)),
    uses: { backups: spec.backups },
    ports: () => ({ write: haproxyPorts.write, read: haproxyPorts.read, metrics: haproxyPorts.metrics }),
    declares: (inputs) => {
      const system = mysqlSystem(app, spec, inputs);
      const may = onBucket(backupBucket(system.name, inputs), mysqlBackupRights, system.backupPlace.prefix);
      return [...backupKeysAccess(system, may), ...systemUserKeys(system, mysqlAccounts)];
    },
    mistakes: ({ settings }) => tooSmall(app.name, mysqlSizes(settings as MysqlSettings)),
    notes: (inputs) => perconaNotes(app.name, inputs),
    provides: {
      contract: spec.contract,
      provider: 'percona',
      onStandby: 'absent',
      restoredInto: ['storage'],
      endpoint: (edge) => endpoint(app, spec.contract, edge),
    },
    render(inputs) {
      const system = mysqlSystem(app, spec, inputs);
      return [
        mysqlCluster(system),
        ...mysqlAccount(system),
        ...mysqlPolicies(system),
        ...systemUsers(system, mysqlAccounts),
        ...perconaCredentials(system),
        ...systemCredentials(exporterSystem(system), exporterAccount, system.labels),
        backupKeys(system, mysqlKeyNames),
      ];
    },
  };
  return monitored(self, {
    targets: (inputs) => mysqlTargets(mysqlSystem(app, spec, inputs)),
    alerts: (inputs) => mysqlAlerts({ name: mysqlSystem(app, spec, inputs).name, namespace: app.tier }),
  });
}

function endpoint(app: AppId, contract: Contract<'mysql'>, edge: ContractEdge): Endpoint {
  const names = mysqlNames(app, contract);
  const reads = 'access' in edge && edge.access === 'read-only';
  return {
    kind: 'database',
    engine: 'mysql',
    host: names.host,
    port: reads ? haproxyPorts.read : haproxyPorts.write,
    database: contract.name,
    peer: { pods: { namespace: app.tier, labels: names.proxies } },
    credentials: sourceOfAccount(app, edge) ?? systemCredentialSource(app),
    authority: { store: clusterSecrets.name, key: names.tls },
  };
}
