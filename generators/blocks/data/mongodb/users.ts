import type { CommonRight, Contract } from '../../../model/edge.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { commonRightsOf, perconaAccounts } from '../percona/accounts.ts';
import type { MongodbSystem } from './system.ts';
import type { PerconaServerMongodb } from './types.ts';

type Users = PerconaServerMongodb['spec']['users'];

/**
 * The account of apps, which may read and write the database, and shard its collections where there are shards; and those
 * that the contract declares. The operator creates them and changes their roles, and leaves a user alone that is no longer
 * declared. https://docs.percona.com/percona-operator-for-mongodb/app-users.html
 */
export function mongodbUsers({ app, name, accounts, sharding }: MongodbSystem): Users {
  const shared = [{ name: 'readWrite', db: name }, ...(sharding ? [{ name: 'enableSharding', db: 'admin' }] : [])];
  const all = [
    { user: name, system: app, roles: shared },
    ...accounts.map((one) => ({ ...one, roles: commonRightsOf(one).map((right) => roles[right](name)) })),
  ];
  return all.map(({ user, system, roles }) => ({
    name: user,
    db: 'admin',
    passwordSecretRef: { name: credentialsName(system.name), key: 'password' },
    roles,
  }));
}

/** The log of changes is the oplog. https://www.mongodb.com/docs/manual/reference/built-in-roles/ */
const roles: Readonly<Record<CommonRight, (db: string) => Users[number]['roles'][number]>> = {
  read: (db) => ({ name: 'read', db }),
  write: (db) => ({ name: 'readWrite', db }),
  monitor: () => ({ name: 'clusterMonitor', db: 'admin' }),
  replicate: () => ({ name: 'read', db: 'local' }),
};

/**
 * Schema of the accounts of a declaration. The operator notes each password in an annotation,
 * `percona.com/<database>-<user>-hash`, whose name has at most 63 characters: `handleUsers` in
 * `pkg/controller/perconaservermongodb/custom_users.go`.
 */
export function mongodbAccountNames(contract: Contract<'mongodb'>) {
  return perconaAccounts(contract, 63 - contract.name.length - '--hash'.length);
}
