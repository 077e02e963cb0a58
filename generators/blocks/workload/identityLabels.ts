import type { Inputs } from '../../model/inputs.ts';
import { usesEdge } from './serviceAccount.ts';

/**
 * Label of pods that act as a cloud identity: the webhook of Azure gives its token to pods with this label alone.
 * https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html#pod
 */
export function identityLabels(inputs: Inputs): Record<string, string> {
  const acts = inputs.cluster.cloud === 'azure' && usesEdge(inputs, 'cloud-identity');
  return acts ? { 'azure.workload.identity/use': 'true' } : {};
}
