import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract, ContractEdge } from '../../../model/edge.ts';
import type { DatabaseEndpoint } from '../../../model/endpoint.ts';
import { kubernetesApi } from '../../names.ts';
import { clusterSecrets, dataNamespace } from '../../secrets/clusterSecrets.ts';
import type { Source } from '../../source.ts';
import { postgresCluster } from './cluster.ts';
import { accountSecret, databaseOf } from './database.ts';
import { instanceLabels, postgresPolicies, postgresPorts } from './network.ts';
import { postgresNotes } from './notes.ts';
import { poolerLabels, poolerName, poolers, postgresPoolers } from './pooler.ts';
import { postgresSecrets } from './secrets.ts';
import { type PostgresDefaults, type PostgresSettings, postgresSettings } from './settings.ts';
import { postgresStores } from './store.ts';

/** What a database in the cluster declares; its settings start with these values. */
export interface PostgresSpec extends PostgresDefaults {
  /** The declaring file: `here(import.meta)`. */
  readonly source: Source;
  /** The contract it provides. Its name is that of the CloudNativePG resource, of the database in it and of its owner. */
  readonly contract: Contract<'postgresql'>;
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
  /**
   * The image of PgBouncer. Without it apps call the server itself, as those must that hold sessions: advisory locks,
   * `LISTEN`, settings of a session.
   */
  readonly pooler?: string;
}

/**
 * A PostgreSQL database in the cluster, run by the CloudNativePG operator: an instance in each zone, up to three, with
 * poolers in front. On standby clusters it is a read-only copy of the active cluster's, fed from the archive in the
 * bucket: docs/drills/postgres.md.
 */
export function postgres(name: AppId<never>, spec: PostgresSpec): App {
  const database = spec.contract.name;
  const isPooled = spec.pooler !== undefined;
  const images = { [name.name]: spec.image, ...(spec.pooler !== undefined && { pgbouncer: spec.pooler }) };
  return {
    name: name.name,
    tier: name.tier,
    source: spec.source,
    settings: postgresSettings(spec.source, spec, isPooled),
    images,
    uses: { api: kubernetesApi },
    provides: {
      contract: spec.contract,
      provider: 'cloudnative-pg',
      onStandby: 'replica',
      handover: (settings) => {
        const { handOverTo: to, takeOverFrom: from } = settings as PostgresSettings;
        return { ...(to !== undefined && { to }), ...(from !== undefined && { from }) };
      },
      endpoint: (edge) => endpointOf(database, isPooled, edge),
    },
    published: undefined,
    ports: () => postgresPorts,
    notes: (inputs) => postgresNotes(name.name, inputs),
    render(inputs) {
      const { [name.name]: image = spec.image, pgbouncer = spec.pooler } = inputs.images;
      const poolerImage = isPooled ? pgbouncer : undefined;
      const resolved = databaseOf(name, { name: database, image, poolerImage }, inputs);
      return [
        postgresCluster(resolved),
        ...postgresPoolers(resolved),
        ...postgresPolicies(resolved),
        ...postgresStores(resolved),
        ...postgresSecrets(resolved),
      ];
    },
  };
}

/**
 * Where apps reach the database: a pooler; or the Service of the operator, where there is none or the edge is `direct`.
 * Reads without a pooler go to any instance, which a single one has as well:
 * https://cloudnative-pg.io/documentation/current/service_management/
 */
function endpointOf(database: string, isPooled: boolean, edge: ContractEdge): DatabaseEndpoint {
  const access = 'access' in edge ? edge.access : 'read-write';
  const type = access === 'read-only' ? poolers['read-only'] : poolers['read-write'];
  const throughPooler = isPooled && access !== 'direct';
  const service = throughPooler ? poolerName(database, type) : `${database}-${type === 'ro' ? 'r' : type}`;
  const labels = throughPooler ? poolerLabels(database, type) : instanceLabels(database);
  return {
    kind: 'database',
    engine: 'postgresql',
    host: `${service}.${dataNamespace}.svc.cluster.local`,
    port: postgresPorts.postgres,
    database,
    credentials: { store: clusterSecrets.name, key: accountSecret(database) },
    peer: { pods: { namespace: dataNamespace, labels } },
  };
}
