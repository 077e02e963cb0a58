import type { AppId } from '../../../model/appId.ts';
import type { Edge } from '../../../model/edge.ts';
import type { BucketEndpoint } from '../../../model/endpoint.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { backupBucket } from '../shared/backupBucket.ts';
import type { ImageName } from '../shared/images.ts';
import { type System, type SystemSpec, systemOf } from '../shared/system.ts';
import type { CassandraImages } from './images.ts';
import { type CassandraNames, cassandraNames } from './names.ts';
import { copies, isRepaired } from './placement.ts';
import type { CassandraDefaults, CassandraSettings } from './settings.ts';

/** Declaration of a Cassandra database in the cluster. Its sizes are the default settings. */
export interface CassandraSpec extends SystemSpec<'cassandra', CassandraImages>, CassandraDefaults {
  /** The edge to the bucket of backups. */
  readonly backups: Extract<Edge, { to: 'bucket' }>;
}

/** A Cassandra database in one cluster, resolved once per render. */
export interface CassandraSystem extends System<CassandraSettings, CassandraImages> {
  readonly names: CassandraNames;
  readonly backupBucket: BucketEndpoint;
  /** Number of copies of each row. */
  readonly copies: number;
  /** Whether Reaper compares copies and repairs them. */
  readonly isRepaired: boolean;
}

/** Resolves a declaration for one cluster. */
export function cassandraSystem(app: AppId<never>, spec: CassandraSpec, inputs: Inputs): CassandraSystem {
  const system = systemOf<CassandraSettings, CassandraImages>(app, spec, cassandraImageName(app), inputs);
  const { nodesPerZone } = system.settings;
  return {
    ...system,
    names: cassandraNames(app, spec.contract),
    backupBucket: backupBucket(app.name, inputs),
    copies: copies(inputs.cluster, nodesPerZone),
    isRepaired: isRepaired(inputs.cluster, nodesPerZone),
  };
}

/** Gives the name in `images.yaml` of the image of a program. The server's image has the app's own name. */
export function cassandraImageName({ name }: Pick<AppId, 'name'>): ImageName {
  return (program) => (program === 'server' ? name : `${name}-${program}`);
}
