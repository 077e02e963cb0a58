import type { App } from '../../../model/app.ts';
import type { AppId } from '../../../model/appId.ts';
import type { Contract, ContractEdge } from '../../../model/edge.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import { cassandraPorts } from '../../../upstream/k8ssandra.ts';
import { declared } from '../../declared/declared.ts';
import { SystemSchema } from '../../declared/systemSchema.ts';
import { monitored } from '../../monitoring/targets/monitored.ts';
import { cloudIdentity } from '../../names.ts';
import { systemCredentialSource } from '../../secrets/systemCredentials.ts';
import { tooSmall } from '../../sizes/tooSmall.ts';
import { serviceAccount } from '../../workload/serviceAccount.ts';
import { namedImages } from '../shared/images.ts';
import { versionMistakes } from '../shared/imageVersion.ts';
import { backupSchedule, medusaAccess, medusaKeys } from './backup.ts';
import { cassandraCluster } from './cluster.ts';
import { cassandraTargets } from './metrics.ts';
import { accountName, cassandraNames } from './names.ts';
import { cassandraNetwork } from './network.ts';
import { reaperServiceAccount } from './reaper.ts';
import { cassandraSchema } from './schema.ts';
import { type CassandraSettings, cassandraSettings } from './settings.ts';
import { cassandraSizes } from './sizes.ts';
import { type CassandraSpec, type CassandraSystem, cassandraImageName, cassandraSystem } from './system.ts';

/**
 * Cassandra in the cluster, run by K8ssandra: one rack for each zone, three copies of each row, repairs, and backups in
 * a bucket. A standby cluster runs no Cassandra: it would be restored from those backups.
 */
export function cassandra(app: AppId<never>, spec: CassandraSpec): App {
  const self: App = {
    name: app.name,
    tier: app.tier,
    source: spec.source,
    declared: [declared(SystemSchema, spec)],
    settings: cassandraSettings(spec.source, spec),
    images: namedImages(spec.images, cassandraImageName(app)),
    uses: { backups: spec.backups, identity: cloudIdentity },
    ports: () => cassandraPorts,
    declares: (inputs) => medusaAccess(cassandraSystem(app, spec, inputs)),
    mistakes: ({ settings, images }) => [
      ...tooSmall(app.name, cassandraSizes(settings as CassandraSettings)),
      ...versionMistakes(images, [cassandraImageName(app)('server')], 'Cassandra'),
    ],
    notes: (inputs) => notesOn(cassandraSystem(app, spec, inputs)),
    provides: {
      contract: spec.contract,
      provider: 'k8ssandra',
      onStandby: 'absent',
      restoredInto: ['nodesPerZone', 'storage'],
      endpoint: (edge) => endpoint(app, spec.contract, edge),
    },
    render(inputs) {
      const system = cassandraSystem(app, spec, inputs);
      return [
        cassandraCluster(system),
        backupSchedule(system),
        ...medusaKeys(system),
        ...cassandraSchema(system),
        ...cassandraNetwork(system),
        serviceAccount(system),
        ...(system.isRepaired ? [reaperServiceAccount(system)] : []),
      ];
    },
  };
  return monitored(self, { targets: (inputs) => cassandraTargets(cassandraSystem(app, spec, inputs)) });
}

function endpoint(app: AppId, contract: Contract<'cassandra'>, edge: ContractEdge): Endpoint {
  const names = cassandraNames(app, contract);
  const access = edge.to === 'database' ? edge.access : 'read-write';
  return {
    kind: 'database',
    engine: 'cassandra',
    host: names.host,
    port: cassandraPorts.cql,
    database: names.keyspace,
    peer: { pods: { namespace: app.tier, labels: names.nodePods } },
    credentials: systemCredentialSource({ ...app, name: accountName(app, access) }),
  };
}

function notesOn({ app, copies }: CassandraSystem): string[] {
  if (copies === 3) return [];
  const kept = copies === 1 ? 'one copy' : 'two copies';
  return [`${app.name} keeps ${kept} of each row here: the loss of a zone stops it`];
}
