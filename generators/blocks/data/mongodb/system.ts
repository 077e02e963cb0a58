import type { AppId } from '../../../model/appId.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { type PerconaSpec, type PerconaSystem, perconaSystem } from '../percona/system.ts';
import { type MongodbNames, mongodbNames } from './names.ts';
import { type MongodbDefaults, type MongodbSettings, shardingOf } from './settings.ts';

/** Images of a MongoDB, each `registry/name:tag@sha256:digest`. */
export interface MongodbImages {
  readonly server: string;
  readonly backup: string;
  /** mongodb_exporter. */
  readonly exporter: string;
  /** The operator's own image: its init container copies scripts into every pod. */
  readonly operator: string;
}

/** Declaration of a MongoDB in the cluster. Its sizes are the default settings. */
export type MongodbSpec = PerconaSpec<'mongodb', MongodbImages> & MongodbDefaults;

/** A MongoDB in one cluster, resolved once per render. */
export interface MongodbSystem extends PerconaSystem<MongodbSettings, MongodbImages> {
  readonly names: MongodbNames;
  /** What shards take besides members. Absent: one replica set, which users reach directly. */
  readonly sharding: ReturnType<typeof shardingOf>;
}

/** Resolves a declaration for one cluster. */
export function mongodbSystem(app: AppId<never>, spec: MongodbSpec, inputs: Inputs): MongodbSystem {
  const system = perconaSystem<MongodbSettings, MongodbImages>(app, spec, inputs);
  const sharding = shardingOf(system.settings);
  return { ...system, names: mongodbNames(app, spec.contract, sharding !== undefined), sharding };
}
