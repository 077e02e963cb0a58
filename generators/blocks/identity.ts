import type { ClusterFacts } from '../model/inputs.ts';

/**
 * Annotations that tie a service account to the cloud identity that a cluster names for an app or operator; none where
 * it names none. On Azure the client ID alone: an account that also names the tenant is refused by External Secrets,
 * whose store names it already.
 * AWS: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html ·
 * Google: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity ·
 * Azure: https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
 */
export function identityAnnotations(
  name: string,
  { cloud, identities }: Pick<ClusterFacts, 'cloud' | 'identities'>,
): Record<string, string> | undefined {
  const identity = identities[name];
  if (identity === undefined || cloud === 'local') return undefined;
  return { [keys[cloud]]: identity };
}

const keys = {
  aws: 'eks.amazonaws.com/role-arn',
  google: 'iam.gke.io/gcp-service-account',
  azure: 'azure.workload.identity/client-id',
} as const;
