import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract, Edge } from '../../../model/edge.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { labelsOf } from '../../labels.ts';
import { cloudIdentity } from '../../names.ts';
import { systemCredentialSource } from '../../secrets/systemCredentials.ts';
import type { Source } from '../../source.ts';
import { ownerOf } from '../../workload/pods.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { backupKeys, backupSchedule } from './backup.ts';
import { cassandraCluster } from './cluster.ts';
import type { CassandraImages } from './images.ts';
import { cassandraNames } from './names.ts';
import { cassandraNetwork, cassandraPorts } from './network.ts';
import { copies, isRepaired } from './placement.ts';
import { reaperServiceAccount } from './reaper.ts';
import { accountOf, cassandraSchema } from './schema.ts';
import { type CassandraDefaults, type CassandraSettings, cassandraSettings } from './settings.ts';

/** What a Cassandra database in the cluster declares; its settings start with these values. */
export interface CassandraSpec extends CassandraDefaults {
  /** The declaring file: `here(import.meta)`. */
  readonly source: Source;
  /** The keyspace in it. */
  readonly contract: Contract<'cassandra'>;
  readonly images: CassandraImages;
  /** The edge to the bucket of backups. */
  readonly backups: Extract<Edge, { to: 'bucket' }>;
}

/**
 * Cassandra in the cluster, run by K8ssandra: a rack in each zone, three copies of each row, repairs, and backups in a
 * bucket. A standby cluster has none: its data is in those backups.
 */
export function cassandra(name: AppId<never>, { source, contract, images, backups, ...defaults }: CassandraSpec): App {
  const names = cassandraNames(contract);
  const programs = Object.keys(images) as (keyof CassandraImages)[];
  const imageName = (program: keyof CassandraImages) => (program === 'server' ? name.name : `${name.name}-${program}`);
  return {
    name: name.name,
    tier: name.tier,
    source,
    settings: cassandraSettings(source, defaults),
    images: Object.fromEntries(programs.map((program) => [imageName(program), images[program]])),
    uses: { backups, identity: cloudIdentity },
    published: undefined,
    ports: () => cassandraPorts,
    notes: (inputs) => notesOn(name, inputs),
    provides: {
      contract,
      provider: 'k8ssandra',
      onStandby: 'absent',
      endpoint: (edge) => ({
        kind: 'database',
        engine: 'cassandra',
        host: names.host,
        port: cassandraPorts.cql,
        database: names.keyspace,
        peer: { pods: { namespace: name.tier, labels: names.nodes } },
        credentials: systemCredentialSource(
          accountOf(name, edge.to === 'database' && edge.access === 'read-only' ? 'read-only' : 'read-write'),
        ),
      }),
    },
    render(inputs) {
      const labels = labelsOf(name.name, inputs, name.tier);
      const settings = inputs.settings as CassandraSettings;
      const chosen = { ...images };
      for (const program of programs) chosen[program] = inputs.images[imageName(program)] ?? images[program];
      return [
        cassandraCluster(name, names, chosen, settings, inputs, labels),
        backupSchedule(name, names, settings, labels),
        ...backupKeys(name, names, inputs, labels),
        ...cassandraSchema(name, names, chosen.server, settings, inputs, labels),
        ...cassandraNetwork(name, names, settings, inputs, labels),
        serviceAccount({ owner: ownerOf(name), labels, inputs }),
        ...(isRepaired(inputs.cluster, settings.nodesPerZone) ? [reaperServiceAccount(name, labels)] : []),
      ];
    },
  };
}

function notesOn(name: AppId, { cluster, settings }: Inputs): string[] {
  const { nodesPerZone } = settings as CassandraSettings;
  const count = copies(cluster, nodesPerZone);
  return count < 3 ? [`${name.name} keeps ${count} of each row here, and is not there while a zone is not`] : [];
}
