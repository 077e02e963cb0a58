import type { BucketEndpoint, CredentialSource } from '../../../model/endpoint.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { backupBucket } from '../shared/backupBucket.ts';

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
