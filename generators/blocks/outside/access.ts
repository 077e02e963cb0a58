import type { ContractEdge } from '../../model/edge.ts';
import type { BucketEndpoint } from '../../model/endpoint.ts';
import { type Declared, declare, fact } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { BucketRight, OutsideRight, ServiceAccount } from '../../model/outside.ts';

/** A cloud identity, and the account whose tokens stand for it. */
export interface ActingAs {
  readonly identity: string;
  readonly account: ServiceAccount;
  /** Of Google, from a cluster elsewhere: the workload identity pool that takes those tokens. */
  readonly pool?: string;
}

/** What something in a cluster may do outside of it, and as whom. */
export interface OutsideAccess {
  /** A cloud identity, or an entry of the secret manager with static keys. */
  readonly as: ActingAs | { readonly entry: string };
  readonly may: readonly OutsideRight[];
}

/** The kind of fact that something has access to what is outside the cluster: `docs/prerequisites/` lists all. */
export const access = fact<OutsideAccess>('access');

/**
 * Access of an account by the cloud identity that the cluster names for an app; none where it names none, or where there
 * are no identities.
 */
export function accessByIdentity(
  app: string,
  account: ServiceAccount,
  { cluster }: Pick<Inputs, 'cluster'>,
  may: readonly OutsideRight[],
): readonly Declared[] {
  const identity = cluster.identities[app];
  if (identity === undefined || cluster.cloud === 'local') return [];
  return [declare(access, { as: { identity, account }, may })];
}

/** Access by the static keys in an entry. */
export function accessByKeys(entry: string, may: readonly OutsideRight[]): readonly Declared[] {
  return [declare(access, { as: { entry }, may })];
}

/** A right on the objects of a bucket; none where the bucket is inside the cluster. */
export function onBucket(
  { api, bucket, account, endpoint, credentials }: BucketEndpoint,
  may: readonly BucketRight[],
  folder?: string,
): readonly OutsideRight[] {
  if (credentials !== undefined && credentials.store !== 'secrets') return [];
  const place = { api, bucket, ...(account !== undefined && { account }), ...(endpoint !== undefined && { endpoint }) };
  return [{ to: 'bucket', bucket: place, ...(folder !== undefined && { folder }), may }];
}

/**
 * Access of an app's own account to the buckets that it uses, by the keys of the bucket's contract or else by its
 * identity. A pod with an edge to the cloud and to no bucket acts as an identity of which only the company knows what it
 * may do.
 */
export function ownAccess(
  { name, tier: namespace }: { readonly name: string; readonly tier: string },
  inputs: Pick<Inputs, 'cluster' | 'graph'>,
): readonly Declared[] {
  const uses = Object.values(inputs.graph.uses);
  const buckets = uses.flatMap(({ edge, endpoint }) =>
    edge.to === 'bucket' && endpoint?.kind === 'bucket'
      ? [{ entry: endpoint.credentials?.key, may: onBucket(endpoint, byAccess[edge.access]) }]
      : [],
  );
  const byKeys = buckets.flatMap(({ entry, may }) =>
    entry === undefined || may.length === 0 ? [] : accessByKeys(entry, may),
  );
  if (!uses.some(({ edge }) => edge.to === 'cloud-identity')) return byKeys;
  const byIdentity = buckets.flatMap(({ entry, may }) => (entry === undefined ? may : []));
  return [...accessByIdentity(name, { namespace, name }, inputs, byIdentity), ...byKeys];
}

/** The same of an app's jobs, each by an account and an identity of its own. */
export function jobAccess(
  { tier }: { readonly tier: string },
  { cluster, graph }: Pick<Inputs, 'cluster' | 'graph'>,
): readonly Declared[] {
  return Object.entries(graph.jobs ?? {}).flatMap(([name, uses]) =>
    ownAccess({ name, tier }, { cluster, graph: { uses, usedBy: [] } }),
  );
}

/** What an app does with a bucket, by the access that its edge names. */
const byAccess: Readonly<Record<Extract<ContractEdge, { to: 'bucket' }>['access'], readonly BucketRight[]>> = {
  read: ['read'],
  // tusd: https://tus.github.io/tusd/storage-backends/aws-s3/#permissions
  write: ['read', 'write', 'delete'],
  sign: ['read', 'write', 'delete', 'list', 'sign'],
};
