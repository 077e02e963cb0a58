import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { ContractEdge } from '../../../model/edge.ts';
import type { DatabaseEndpoint } from '../../../model/endpoint.ts';
import { instancePods, postgresPorts } from '../../../upstream/cloudNativePg.ts';
import { postgresAccount, postgresAuthority } from '../../../upstream/cloudNativePgSecrets.ts';
import { declared } from '../../declared/declared.ts';
import { SystemSchema } from '../../declared/systemSchema.ts';
import type { Alert } from '../../monitoring/alerts/alert.ts';
import { postgresAlerts, postgresBackupAlerts } from '../../monitoring/alerts/postgres.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { kubernetesApi } from '../../names.ts';
import { hostOf } from '../../runtime.ts';
import { clusterSecrets } from '../../secrets/clusterSecrets.ts';
import { tooSmall } from '../../sizes/tooSmall.ts';
import { sourceOfAccount } from '../shared/accounts.ts';
import { namedImages } from '../shared/images.ts';
import { archiveAccess } from './archiveAccess.ts';
import { postgresBackup } from './backup.ts';
import { postgresCluster } from './cluster.ts';
import { postgresExtensions } from './extensions.ts';
import { postgresTargets } from './metrics.ts';
import { poolerLabels, poolerName, poolers } from './names.ts';
import { postgresPolicies } from './network.ts';
import { postgresNotes } from './notes.ts';
import { PostgresOwnSchema } from './own.ts';
import { postgresPoolers } from './pooler.ts';
import { postgresSecrets } from './secrets.ts';
import { type PostgresSettings, postgresSettings } from './settings.ts';
import { postgresSizes } from './sizes.ts';
import { type PostgresSpec, type PostgresSystem, postgresImageName, postgresSystem } from './system.ts';

/**
 * PostgreSQL in the cluster, run by the CloudNativePG operator: one instance in each zone, at most three, with poolers
 * in front. On standby clusters it is a read-only copy of the active cluster's database, fed from the archive in the
 * bucket: docs/drills/postgres.md.
 */
export function postgres(app: AppId<never>, spec: PostgresSpec): App {
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    declared: [declared(SystemSchema, spec), declared(PostgresOwnSchema, spec)],
    settings: postgresSettings(spec.source, spec, isPooled(spec)),
    images: namedImages(spec.images, postgresImageName(app)),
    uses: { api: kubernetesApi },
    provides: {
      contract: spec.contract,
      provider: 'cloudnative-pg',
      onStandby: 'replica',
      handover: (settings) => {
        const { handOverTo: to, takeOverFrom: from } = settings as PostgresSettings;
        return { ...(to !== undefined && { to }), ...(from !== undefined && { from }) };
      },
      endpoint: (edge) => endpoint(app, spec, edge),
    },
    ports: () => postgresPorts,
    declares: (inputs) => archiveAccess(postgresSystem(app, spec, inputs)),
    mistakes: ({ settings }) => tooSmall(app.name, postgresSizes(settings as PostgresSettings)),
    notes: (inputs) => postgresNotes(postgresSystem(app, spec, inputs)),
    render(inputs) {
      const system = postgresSystem(app, spec, inputs);
      return [
        postgresCluster(system),
        ...postgresExtensions(system),
        ...postgresPoolers(system),
        ...postgresPolicies(system),
        ...postgresBackup(system),
        ...postgresSecrets(system),
      ];
    },
  };
  return monitored(self, {
    targets: (inputs) => postgresTargets(postgresSystem(app, spec, inputs)),
    alerts: (inputs) => alertsOf(postgresSystem(app, spec, inputs)),
  });
}

/** Backups are made where the archive is written. */
function alertsOf({ app, name, own }: PostgresSystem): readonly Alert[] {
  const database = { name, namespace: app.tier };
  return [...postgresAlerts(database), ...(own ? postgresBackupAlerts(database) : [])];
}

function isPooled({ images }: PostgresSpec): boolean {
  return images.pooler !== undefined;
}

/**
 * Endpoint for apps: a pooler, or the operator's Service where there is no pooler or the edge is `direct`. Without a
 * pooler, reads use the Service of any instance (`-r`), because a single instance has no replica for `-ro`:
 * https://cloudnative-pg.io/documentation/current/service_management/
 */
function endpoint(app: AppId, spec: PostgresSpec, edge: ContractEdge): DatabaseEndpoint {
  const { tier } = app;
  const database = spec.contract.name;
  const access = 'access' in edge ? edge.access : 'read-write';
  const type = access === 'read-only' ? poolers['read-only'] : poolers['read-write'];
  const throughPooler = isPooled(spec) && access !== 'direct';
  const service = throughPooler ? poolerName(database, type) : `${database}-${type === 'ro' ? 'r' : type}`;
  const labels = throughPooler ? poolerLabels(database, type) : instancePods(database);
  return {
    kind: 'database',
    engine: 'postgresql',
    host: hostOf({ name: service, tier }),
    port: postgresPorts.postgres,
    database,
    credentials: sourceOfAccount(app, edge) ?? { store: clusterSecrets.name, key: postgresAccount(database) },
    authority: { store: clusterSecrets.name, key: postgresAuthority(database) },
    peer: { pods: { namespace: tier, labels } },
  };
}
