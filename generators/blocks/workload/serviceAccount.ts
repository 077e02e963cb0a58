import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { Inputs } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import type { Workload } from '../spec.ts';

/** An account of its own per app: rights and cloud identities are never shared. No token unless the app uses the API. */
export function serviceAccount({ app, labels, inputs }: Workload): Resource {
  return resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: app.name, namespace: app.tier, labels, annotations: identityAnnotations(app.name, inputs) },
    automountServiceAccountToken: usesEdge(inputs, 'kubernetes-api'),
  });
}

export function usesEdge(inputs: Inputs, to: 'kubernetes-api' | 'cloud-identity'): boolean {
  return Object.values(inputs.graph.uses).some(({ edge }) => edge.to === to);
}

/**
 * Ties the account to the app's identity in the cloud.
 * AWS: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html ·
 * Google: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity ·
 * Azure: https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
 */
function identityAnnotations(app: string, inputs: Inputs): Record<string, string> | undefined {
  const identity = inputs.cluster.identities[app];
  if (!usesEdge(inputs, 'cloud-identity') || identity === undefined) return undefined;
  switch (inputs.cluster.cloud) {
    case 'aws':
      return { 'eks.amazonaws.com/role-arn': identity };
    case 'google':
      return { 'iam.gke.io/gcp-service-account': identity };
    case 'azure':
      return { 'azure.workload.identity/client-id': identity };
    case 'local':
      return undefined;
  }
}
