import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { Resource } from '../../generators/model/resource.ts';
import { database, databaseStore } from './database.ts';
import { withField } from './withField.ts';

const name = 'barman-cloud.cloudnative-pg.io';
const parameters = (barmanObjectName: string) => ({ barmanObjectName, serverName: 'users' });

/** The archive of the database, and that of the cluster it follows or followed. */
export const stores: readonly Resource[] = [databaseStore, withField(databaseStore, 'metadata.name', 'users-source')];

/** The database of the examples as one of several copies: in the cluster `ohio`, among others that it follows. */
export function copyWith(
  replica: Pick<NonNullable<ICluster['spec']['replica']>, 'primary' | 'source' | 'promotionToken'>,
) {
  const external = (cluster: string, store: string) => ({
    name: cluster,
    plugin: { name, parameters: parameters(store) },
  });
  const known = [external('ohio', 'users'), external(replica.source, 'users-source')];
  const bootstrap = { initdb: { database: 'users', owner: 'users', secret: { name: 'users-app' } } };
  return withField(
    withField(withField(database, 'spec.replica', { self: 'ohio', ...replica }), 'spec.externalClusters', known),
    'spec.bootstrap',
    bootstrap,
  );
}
