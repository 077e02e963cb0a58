import type { BucketEndpoint, CredentialSource } from '../../../model/endpoint.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';
import { backupBucket } from '../shared/backupBucket.ts';
import { metadataOf } from '../shared/system.ts';
import type { PerconaSystem } from './system.ts';

/** Bucket and folder of a database's backups. */
export interface BackupPlace {
  readonly api: BucketEndpoint['api'];
  readonly bucket: string;
  /** Folder in the bucket. Each database of each cluster has its own, so no two write to the same place. */
  readonly prefix: string;
  /** S3: region of the bucket. */
  readonly region: string;
  /** S3: address of the server, if it is not AWS's own. */
  readonly endpoint: string | undefined;
  /** Azure: the storage account. */
  readonly account: string;
  /** Entry with static keys, if the contract names one. */
  readonly credentials: CredentialSource | undefined;
}

/** Resolves the bucket of the edge `backups`, and the folder of this database in this cluster. */
export function backupPlace(database: string, inputs: Inputs): BackupPlace {
  const { environment, cluster } = inputs;
  const { api, bucket, region, endpoint, account, credentials } = backupBucket(database, inputs);
  return {
    api,
    bucket,
    prefix: `${environment.name}/${cluster.name}/${database}`,
    region: region ?? cluster.region,
    endpoint,
    account: account ?? '',
    credentials,
  };
}

/** Names of the two properties in the Secret that an operator reads, by the kind of bucket. */
export type KeyNames = Readonly<Record<BucketEndpoint['api'], readonly [id: string, key: string]>>;

/**
 * ExternalSecret with the keys of the bucket. External Secrets fetches them every hour, so a rotated key reaches the
 * operator by itself. If the contract names no keys, they come from the database's own entry `<prefix>-<contract>`, as
 * `backup-access-key` and `backup-secret-key`. Azure has one key, that of the storage account.
 */
export function backupKeys(system: PerconaSystem, keyNames: KeyNames): Resource {
  const { name, names, inputs } = system;
  const { api, account, credentials } = system.backupPlace;
  const [id, key] = keyNames[api];
  const own = { store: 'secrets', key: `${inputs.environment.secretPrefix}-${name}` } as const;
  const of = (shared: string, owned: string): SecretValue =>
    credentials ? secretValue('backups', credentials, shared) : secretValue(name, own, owned);
  const accountName: SecretValue = { template: account, from: {} };
  return externalSecret(metadataOf(system, names.backups), {
    [id]: api === 'azure' ? accountName : of('accessKey', 'backup-access-key'),
    [key]: of('secretKey', 'backup-secret-key'),
  });
}
