import type { BucketBinding } from '../generators/blocks/bindings.ts';
import type { SettingsMistake } from '../generators/model/app.ts';
import { bytes, canonicalBytes } from '../generators/model/quantity.ts';

/** Bytes of a part of an upload to S3. */
export const partSize = bytes('8Mi');

/**
 * Largest block of Azure's block blobs. tusd makes one of each request, whose body it first writes to a file: a client that
 * sends more in one request gets an error (`MaxBlockBlobChunkSize` in `pkg/azurestore/azureservice.go` of tusd).
 * https://learn.microsoft.com/azure/storage/blobs/scalability-targets
 */
export const azureBlock = '4000Mi';

/** A mistake where one request may bring more than a block of the bucket holds. */
export function blockTooLarge({ api }: BucketBinding, maxSize: string): SettingsMistake[] {
  if (api !== 'azure' || bytes(maxSize) <= bytes(azureBlock)) return [];
  return [
    {
      code: 'upload-too-large',
      path: ['maxSize'],
      message: `apps.files.maxSize is ${maxSize}, and a block of Azure’s blobs holds ${azureBlock}: a client that sends a larger file in one request gets an error after it has sent all of it (https://learn.microsoft.com/azure/storage/blobs/scalability-targets).`,
      fix: `Set apps.files.maxSize to ${azureBlock} or less, here or for clusters on Azure.`,
    },
  ];
}

/** Uploads that a pod takes at once without running out of disk, where each waits there in parts. */
const uploadsAtOnce = 256;

/**
 * What uploads take of disk until the bucket has them. S3: of each upload two parts in the queue and one that is written,
 * and a part is 8 MiB, or more where 10,000 of them would not hold the file (`calcOptimalPartSize` in
 * `pkg/s3store/s3store.go` of tusd). Azure: whole requests, of which two of the largest fit at once. Google: nothing.
 */
export function scratchOf({ api }: BucketBinding, maxSize: number): string {
  const part = Math.max(partSize, Math.ceil(maxSize / 10_000));
  const takes = { s3: uploadsAtOnce * 3 * part, azure: 2 * maxSize, gcs: 0 }[api];
  return canonicalBytes(Math.ceil(Math.max(takes, bytes('64Mi')) / 2 ** 20) * 2 ** 20);
}
