import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { Inputs } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { identityAnnotations } from '../identity.ts';
import type { Task } from './workload.ts';

/**
 * ServiceAccount of its own for each owner of pods: rights and cloud identities are never shared. No token unless the
 * app uses the API.
 */
export function serviceAccount({ owner, labels, inputs }: Pick<Task, 'owner' | 'labels' | 'inputs'>): Resource {
  return resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      ...owner,
      labels,
      annotations: usesEdge(inputs, 'cloud-identity') ? identityAnnotations(owner.name, inputs.cluster) : undefined,
    },
    automountServiceAccountToken: usesEdge(inputs, 'kubernetes-api'),
  });
}

/** Whether an app acts as a cloud identity, or talks to the Kubernetes API. */
export function usesEdge(inputs: Inputs, to: 'kubernetes-api' | 'cloud-identity'): boolean {
  return Object.values(inputs.graph.uses).some(({ edge }) => edge.to === to);
}
