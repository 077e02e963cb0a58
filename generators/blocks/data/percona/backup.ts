import type { BucketEndpoint, CredentialSource } from '../../../model/endpoint.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';
import { backupBucket } from '../shared/backupBucket.ts';
import { metadataOf } from '../shared/system.ts';
import type { PerconaSystem } from './system.ts';

/** Where a database's backups go. */
export interface BackupPlace {
  readonly api: BucketEndpoint['api'];
  readonly bucket: string;
  /** Folder in the bucket: each database of each cluster has its own, so that two never write to one place. */
  readonly prefix: string;
  /** S3: region of the bucket. */
  readonly region: string;
  /** S3: address of a server that is not AWS's own. */
  readonly endpoint: string | undefined;
  /** Azure: the storage account. */
  readonly account: string;
  /** Static keys, where the contract has any. */
  readonly credentials: CredentialSource | undefined;
}

/** The bucket of the edge that the database calls `backups`. */
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

/** Names of the two keys in the Secret that an operator reads. */
export type KeyNames = Readonly<Record<BucketEndpoint['api'], readonly [id: string, key: string]>>;

/**
 * The Secret with the keys of the bucket, fetched anew every hour, so that a rotated key needs no hand. Where the
 * contract has none, they are in the database's own entry, `<prefix>-<database>`, as `backup-access-key` and
 * `backup-secret-key`; Azure has one key, that of the account.
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
