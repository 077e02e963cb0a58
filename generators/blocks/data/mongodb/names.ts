import type { AppId } from '../../../model/appId.ts';
import type { Contract } from '../../../model/edge.ts';
import { hostOf } from '../../runtime.ts';
import { type PerconaNames, perconaNames } from '../percona/names.ts';

/** `crVersion`: the version of the Percona Operator for MongoDB whose behaviour the custom resource asks for. */
export const mongodbVersion = '1.22.0';

/** Port of every server and router. */
export const mongodbPort = 27017;

/** Name that the operator gives the replica set of the config servers. */
export const configSet = 'cfg';

/** Name of the replica set of a shard, by its number. */
export function shardSet(shard: number): string {
  return `rs${shard}`;
}

/** Names of the parts of one MongoDB. */
export interface MongodbNames extends PerconaNames {
  /** Address of the routers' Service. */
  readonly host: string;
  /** Labels of the members' pods, both of shards and of config servers. */
  readonly members: Readonly<Record<string, string>>;
  /** Labels of the routers' pods. */
  readonly routers: Readonly<Record<string, string>>;
}

/**
 * Names and labels that the operator gives: `pkg/naming/labels.go` of
 * https://github.com/percona/percona-server-mongodb-operator
 */
export function mongodbNames({ tier }: Pick<AppId, 'tier'>, { name }: Contract<'mongodb'>): MongodbNames {
  const labels = (component: string) => ({
    'app.kubernetes.io/name': 'percona-server-mongodb',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': component,
  });
  return {
    ...perconaNames(name),
    host: hostOf({ name: `${name}-mongos`, tier }),
    members: labels('mongod'),
    routers: labels('mongos'),
  };
}

/** Labels of the pods of one replica set. */
export function memberLabels({ members }: MongodbNames, set: string): Record<string, string> {
  return { ...members, 'app.kubernetes.io/replset': set };
}
