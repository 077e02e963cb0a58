import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { Resource } from '../../generators/model/resource.ts';
import { externalSecret } from './api.ts';
import { database, databaseStore } from './database.ts';
import { metadataOf } from './parts.ts';
import { withField } from './withField.ts';

const name = 'barman-cloud.cloudnative-pg.io';
const parameters = (barmanObjectName: string) => ({ barmanObjectName, serverName: 'users' });

/** What a copy needs: its own archive, that of the cluster it follows or followed, and the account of apps. */
export const besideCopy: readonly Resource[] = [
  databaseStore,
  withField(databaseStore, 'metadata.name', 'users-source'),
  { ...withField(externalSecret, 'spec.target.name', 'users-app'), metadata: metadataOf('users-app', 'data') },
];

/** A token as a demoted database shows it in its status. */
export const promotionToken = Buffer.from(
  JSON.stringify({
    latestCheckpointTimelineID: '1',
    redoWalFile: '000000010000000000000007',
    databaseSystemIdentifier: '7381000000000000000',
    latestCheckpointREDOLocation: '0/7000028',
    timeOfLatestCheckpoint: 'Sat Jan 31 23:59:00 2026',
    operatorVersion: '1.30.0',
  }),
).toString('base64');

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
