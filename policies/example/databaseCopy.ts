import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { Resource } from '../../generators/model/resource.ts';
import { database } from './database.ts';
import { withField } from './withField.ts';

const name = 'barman-cloud.cloudnative-pg.io';
const parameters = (barmanObjectName: string) => ({ barmanObjectName, serverName: 'users' });

/** Where a database keeps its archive: a bucket that it reaches as a cloud identity. */
const storeOf = (called: string): Resource => ({
  apiVersion: 'barmancloud.cnpg.io/v1',
  kind: 'ObjectStore',
  metadata: { name: called, namespace: 'data' },
  spec: {
    retentionPolicy: '30d',
    configuration: { destinationPath: `s3://backups/${called}`, s3Credentials: { inheritFromIAMRole: true } },
    instanceSidecarConfiguration: { resources: { requests: { cpu: '100m', memory: '256Mi' } } },
  },
});

/** The archive of the database, and that of the cluster it follows or followed. */
export const databaseStore = storeOf('users');
export const stores: readonly Resource[] = [databaseStore, storeOf('users-source')];

/** The database of the examples with an archive of its own. */
export const archived = withField(
  withField(database, 'spec.plugins', [{ name, isWALArchiver: true, parameters: parameters('users') }]),
  'spec.serviceAccountTemplate',
  { metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/users' } } },
);

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
    withField(withField(archived, 'spec.replica', { self: 'ohio', ...replica }), 'spec.externalClusters', known),
    'spec.bootstrap',
    bootstrap,
  );
}
