import type { BucketEndpoint } from './endpoint.ts';
import type { DnsZone } from './settings/dns.ts';

/** A bucket outside the clusters; of Azure a container, and the account that it is in. */
export type BucketPlace = Pick<BucketEndpoint, 'api' | 'bucket' | 'account' | 'endpoint'>;

/**
 * What somebody may do with the objects of a bucket, or of a folder in it. `write` includes uploads in parts; `list`
 * names objects, and tells whether the bucket is there; `inspect` lists unfinished uploads and versions as well; `sign`
 * makes addresses by which others read and write for a while.
 */
export const bucketRights = ['read', 'write', 'delete', 'list', 'inspect', 'sign'] as const;
export type BucketRight = (typeof bucketRights)[number];

/** What somebody may do outside the clusters. */
export type OutsideRight =
  | {
      readonly to: 'bucket';
      readonly bucket: BucketPlace;
      /** Without slashes around it. Default: the whole bucket. */
      readonly folder?: string;
      readonly may: readonly BucketRight[];
    }
  /** Of a zone: to prove hosts by TXT records (`challenges`), or to enter hosts (`records`). */
  | { readonly to: 'zone'; readonly zone: DnsZone; readonly may: 'challenges' | 'records' }
  /** To read the entries of the secret manager that the cluster asks for. */
  | { readonly to: 'entries' };

/** A service account of a cluster. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}
