import type { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import { type TObject, Type } from 'typebox';
import { canonicalCpu, milliCpu } from '../../model/quantity.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { Bytes, Cpu, closed } from '../../model/settings/scalars.ts';
import type { Shared } from './clusterApp.ts';

/** Budget of a namespace: what all its pods may request together. People set it, whatever the apps request. */
export interface Budget {
  readonly cpu: string;
  readonly memory: string;
  readonly pods: number;
}

/** The schema of a budget, with what it is where nobody sets it. */
export function budgetSettings(namespace: string, { cpu, memory, pods }: Budget): TObject {
  return Type.Object(
    {
      cpu: Cpu('CPU that all pods may request together.', { default: cpu }),
      memory: Bytes('Memory that all pods may request together.', { default: memory }),
      pods: Type.Integer({ minimum: 1, maximum: 10000, default: pods, description: 'Most pods at once.' }),
    },
    {
      ...closed,
      description: `Budget of the namespace ${namespace}: the largest scale in a roll-out, with the pods that end meanwhile.`,
    },
  );
}

/**
 * ResourceQuota with the budget of a namespace, so that one tier that scales without bounds leaves nodes for the
 * others. Requests are counted and limits are not: requests fill nodes, memory limits equal requests here, and idle CPU
 * is free to burst. https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function resourceQuota(namespace: string, { cpu, memory, pods }: Budget, { labels }: Shared): Resource {
  return resource<IResourceQuota>({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'budget', namespace, labels },
    spec: { hard: { 'requests.cpu': canonicalCpu(milliCpu(cpu)), 'requests.memory': memory, pods: String(pods) } },
  });
}
