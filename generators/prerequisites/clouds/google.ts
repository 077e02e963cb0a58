import type { BucketRight, OutsideRight } from '../../model/outside.ts';
import type { ActingAccount } from '../needs.ts';
import { shellText } from '../page/markdown.ts';

/** Entries of a project that an identity may read. */
export interface ProjectEntries {
  readonly project: string;
  readonly names: readonly string[];
}

/**
 * Commands that allow a service account what it has to be allowed. `member` is `serviceAccount:<e-mail>`.
 * Roles: https://cloud.google.com/storage/docs/access-control/iam-roles ·
 * https://cloud.google.com/secret-manager/docs/access-control · https://cloud.google.com/dns/docs/access-control
 */
export function googleGrants(
  email: string,
  may: readonly OutsideRight[],
  entries: readonly ProjectEntries[],
): readonly string[] {
  const member = `--member=serviceAccount:${email}`;
  return [...new Set(may.flatMap((right) => grant(right, email, member, entries)))];
}

function grant(
  right: OutsideRight,
  email: string,
  member: string,
  entries: readonly ProjectEntries[],
): readonly string[] {
  switch (right.to) {
    case 'bucket':
      return right.bucket.api === 'gcs' ? onBucket(right.bucket.bucket, right.folder, right.may, email, member) : [];
    case 'zone':
      // ExternalDNS and cert-manager list the zones of the project.
      return right.zone.service === 'cloud-dns'
        ? [
            `gcloud projects add-iam-policy-binding ${right.zone.project} ${member} --role=roles/dns.admin --condition=None`,
          ]
        : [];
    case 'entries':
      return entries.flatMap(({ project, names }) => [
        `for entry in ${names.join(' ')}; do`,
        `  gcloud secrets add-iam-policy-binding "$entry" --project=${project} ${member} --role=roles/secretmanager.secretAccessor`,
        'done',
      ]);
  }
}

/**
 * Objects of a folder by a condition on their names; the list of a bucket's objects has no folder, and programs ask first
 * whether the bucket is there.
 */
function onBucket(
  bucket: string,
  folder: string | undefined,
  may: readonly BucketRight[],
  email: string,
  member: string,
): readonly string[] {
  const bind = (role: string, condition = '') =>
    `gcloud storage buckets add-iam-policy-binding gs://${bucket} ${member} --role=${role}${condition}`;
  const writes = may.includes('write') || may.includes('delete');
  const name = `projects/_/buckets/${bucket}/objects/${folder}/`;
  const within =
    folder === undefined
      ? ''
      : ` --condition=${shellText(`title=${folder},expression=resource.name.startsWith("${name}")`)}`;
  return [
    ...(writes || may.includes('read')
      ? [bind(writes ? 'roles/storage.objectUser' : 'roles/storage.objectViewer', within)]
      : []),
    ...(may.includes('list') ? [bind('roles/storage.legacyBucketReader')] : []),
    // Signed by the account itself, without a key: https://cloud.google.com/storage/docs/access-control/signing-urls-with-helpers
    ...(may.includes('sign')
      ? [
          `gcloud iam service-accounts add-iam-policy-binding ${email} --member=serviceAccount:${email} --role=roles/iam.serviceAccountTokenCreator`,
        ]
      : []),
  ];
}

/**
 * Commands that let accounts of a cluster act as a service account. In the project's own clusters by their pool, from
 * elsewhere by a pool with a provider named like the cluster; `$issuer` is the issuer of its tokens.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity ·
 * https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes
 * @param project of the cluster; undefined of one in another cloud
 */
export function googleTrust(
  email: string,
  accounts: readonly ActingAccount[],
  cluster: { readonly name: string; readonly project: string | undefined },
): readonly string[] {
  const pools = [...new Set(accounts.flatMap(({ pool }) => (pool === undefined ? [] : [pool])))];
  return [
    ...pools.map(
      (pool) =>
        `gcloud iam workload-identity-pools providers create-oidc ${cluster.name} --workload-identity-pool=${pool} --issuer-uri="https://$issuer" --attribute-mapping=google.subject=assertion.sub`,
    ),
    ...accounts.map(({ namespace, name, pool }) => {
      const member =
        pool === undefined
          ? `serviceAccount:${cluster.project}.svc.id.goog[${namespace}/${name}]`
          : `principal://iam.googleapis.com/${pool}/subject/system:serviceaccount:${namespace}:${name}`;
      return `gcloud iam service-accounts add-iam-policy-binding ${email} --member=${shellText(member)} --role=roles/iam.workloadIdentityUser`;
    }),
  ];
}
