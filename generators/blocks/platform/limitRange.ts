import type { ILimitRange } from 'kubernetes-models/v1/LimitRange';
import { type Resource, resource } from '../../model/resource.ts';
import type { Shared } from './clusterApp.ts';

/**
 * LimitRange with requests for containers that name none. A namespace with a quota refuses pods without requests, such
 * as the job of an operator or a pod for debugging; with these they start, and the quota counts them. Memory is limited
 * to its request. CPU is not limited: idle CPU is free to use.
 *
 * A container that names a memory request above this limit, and no limit of its own, is refused: name both.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function limitRange(namespace: string, { labels }: Shared): Resource {
  return resource<ILimitRange>({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'defaults', namespace, labels },
    spec: {
      limits: [{ type: 'Container', defaultRequest: { cpu: '100m', memory: '256Mi' }, default: { memory: '256Mi' } }],
    },
  });
}
