import type { BucketEndpoint, CredentialSource } from '../../../model/endpoint.ts';
import { Failure } from '../../../model/finding.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { type EntryMetadata, externalSecret } from '../../secrets/externalSecret.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';

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
export function backupPlace(database: string, { graph, environment, cluster }: Inputs): BackupPlace {
  const bucket = graph.uses.backups?.endpoint;
  if (bucket?.kind !== 'bucket')
    throw new Failure(
      `${database} declares no edge to a bucket for its backups`,
      'Add `backups: backups.write` to its uses.',
    );
  return {
    api: bucket.api,
    bucket: bucket.bucket,
    prefix: `${environment.name}/${cluster.name}/${database}`,
    region: bucket.region ?? cluster.region,
    endpoint: bucket.endpoint,
    account: bucket.account ?? '',
    credentials: bucket.credentials,
  };
}

/** Names of the two keys in the Secret that an operator reads. */
export type KeyNames = Readonly<Record<BucketEndpoint['api'], readonly [id: string, key: string]>>;

/**
 * The Secret with the keys of the bucket, fetched anew every hour, so that a rotated key needs no hand. Where the
 * contract has none, they are in the database's own entry, `<prefix>-<database>`, as `backup-access-key` and
 * `backup-secret-key`; Azure has one key, that of the account.
 */
export function backupKeys(
  metadata: EntryMetadata,
  database: string,
  { api, account, credentials }: BackupPlace,
  { environment }: Inputs,
  names: KeyNames,
): Resource {
  const [id, key] = names[api];
  const own = { store: 'secrets', key: `${environment.secretPrefix}-${database}` } as const;
  const of = (shared: string, owned: string): SecretValue =>
    credentials ? secretValue('backups', credentials, shared) : secretValue(database, own, owned);
  const accountName: SecretValue = { template: account, from: {} };
  return externalSecret(metadata, {
    [id]: api === 'azure' ? accountName : of('accessKey', 'backup-access-key'),
    [key]: of('secretKey', 'backup-secret-key'),
  });
}
