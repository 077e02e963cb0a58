import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
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
  /** Labels that all pods have: of shards, of config servers and of routers. */
  readonly database: Readonly<Record<string, string>>;
  /** Labels of the routers' pods. */
  readonly routers: Readonly<Record<string, string>>;
}

/**
 * Names and labels that the operator gives: `pkg/naming/labels.go` of
 * https://github.com/percona/percona-server-mongodb-operator
 */
export function mongodbNames({ tier }: Pick<AppId, 'tier'>, { name }: Contract<'mongodb'>): MongodbNames {
  const database = { 'app.kubernetes.io/name': 'percona-server-mongodb', 'app.kubernetes.io/instance': name };
  return {
    ...perconaNames(name),
    host: hostOf({ name: `${name}-mongos`, tier }),
    database,
    routers: { ...database, [component]: 'mongos' },
  };
}

/** Label that tells members from routers. Config servers have a value of their own. */
const component = 'app.kubernetes.io/component';

/**
 * Labels of the pods of one replica set. The component of config servers is `cfg`:
 * `pkg/controller/perconaservermongodb/statefulset.go` of the operator.
 */
export function memberLabels({ database }: MongodbNames, set: string): Record<string, string> {
  return { ...database, [component]: set === configSet ? 'cfg' : 'mongod', 'app.kubernetes.io/replset': set };
}

/** Peer of NetworkPolicies: the members of all replica sets. */
export function memberPods({ database }: MongodbNames): INetworkPolicyPeer {
  const matchExpressions = [{ key: component, operator: 'In', values: ['mongod', 'cfg'] }];
  return { podSelector: { matchLabels: { ...database }, matchExpressions } };
}
