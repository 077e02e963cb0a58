import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import { someLabels } from '../../../upstream/labels.ts';
import {
  memberPods,
  memberService,
  mongodbComponentLabel,
  mongodbPods,
  routerPods,
  routerService,
} from '../../../upstream/perconaMongodb.ts';
import { hostOf } from '../../runtime.ts';
import { type PerconaNames, perconaNames } from '../percona/names.ts';

/** Name of the replica set of a shard, by its number. Without shards there is the first alone. */
export function shardSet(shard: number): string {
  return `rs${shard}`;
}

/** Names of the parts of one MongoDB. */
export interface MongodbNames extends PerconaNames {
  /** Address of the Service of routers, or of the members of the only replica set. */
  readonly host: string;
  /** Labels that all pods have: of shards, of config servers and of routers. */
  readonly database: Readonly<Record<string, string>>;
  /** Labels of the routers' pods. */
  readonly routers: Readonly<Record<string, string>>;
  /** Labels of the pods that users reach: routers, or the members of the only replica set. */
  readonly reached: Readonly<Record<string, string>>;
}

/** Names and labels of the parts of one MongoDB, with shards or without. */
export function mongodbNames(
  { tier }: Pick<AppId, 'tier'>,
  { name }: Contract<'mongodb'>,
  sharded: boolean,
): MongodbNames {
  const routers = someLabels(routerPods(name), [...database, mongodbComponentLabel]);
  const only = shardSet(0);
  return {
    ...perconaNames(name),
    host: hostOf({ name: sharded ? routerService(name) : memberService(name, only), tier }),
    database: someLabels(mongodbPods(name), database),
    routers,
    reached: sharded ? routers : memberLabels(name, only),
  };
}

const database = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];

/** Labels of the pods of one replica set. */
export function memberLabels(name: string, set: string): Record<string, string> {
  return someLabels(memberPods(name, set), [...database, mongodbComponentLabel, 'app.kubernetes.io/replset']);
}
