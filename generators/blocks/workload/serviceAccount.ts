import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { Inputs } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { identityAnnotations } from '../identity.ts';
import type { Task } from '../spec.ts';

/** An account of its own per app: rights and cloud identities are never shared. No token unless the app uses the API. */
export function serviceAccount({ app, labels, inputs }: Pick<Task, 'app' | 'labels' | 'inputs'>): Resource {
  return resource<IServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: app.name,
      namespace: app.tier,
      labels,
      annotations: usesEdge(inputs, 'cloud-identity') ? identityAnnotations(app.name, inputs.cluster) : undefined,
    },
    automountServiceAccountToken: usesEdge(inputs, 'kubernetes-api'),
  });
}

export function usesEdge(inputs: Inputs, to: 'kubernetes-api' | 'cloud-identity'): boolean {
  return Object.values(inputs.graph.uses).some(({ edge }) => edge.to === to);
}
