import { dataNamespace } from '../../secrets/clusterSecrets.ts';

/** Version of the Percona Operator for MongoDB whose behaviour a cluster asks for: `crVersion`. */
export const mongodbVersion = '1.22.0';

/** Where every server and router listens. */
export const mongodbPort = 27017;

/** Name of the replica set of the config servers, which the operator gives it. */
export const configSet = 'cfg';

/** Name of the replica set of a shard, by its number. */
export function shardSet(shard: number): string {
  return `rs${shard}`;
}

const component = (role: string) => (cluster: string) => ({
  'app.kubernetes.io/name': 'percona-server-mongodb',
  'app.kubernetes.io/instance': cluster,
  'app.kubernetes.io/component': role,
});

/**
 * Labels of all members' pods, those of shards and of config servers: `pkg/naming/labels.go` of
 * https://github.com/percona/percona-server-mongodb-operator
 */
export const mongodLabels = component('mongod');

/** Labels of the routers' pods. */
export const mongosLabels = component('mongos');

/** Labels of the pods of one replica set. */
export function memberLabels(cluster: string, set: string) {
  return { ...mongodLabels(cluster), 'app.kubernetes.io/replset': set };
}

/** Names of what belongs to a cluster. */
export function mongodbNames(cluster: string) {
  return {
    users: `${cluster}-secrets`,
    tls: `${cluster}-ssl`,
    backups: `${cluster}-backups`,
    /** The Service of the routers. */
    host: `${cluster}-mongos.${dataNamespace}.svc.cluster.local`,
  };
}
