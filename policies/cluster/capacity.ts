import { isJsonObject } from '../../generators/model/json.ts';
import type { Capacity } from '../../generators/model/knowledge.ts';
import { quantity } from '../../generators/model/quantity.ts';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { volumesOf } from './facts.ts';
import { allPods } from './pods.ts';

/** What all pods and volumes of a cluster ask for. */
export function capacityOf(view: ClusterView): Capacity {
  const pods = allPods(view);
  const sum = (which: 'min' | 'max', of: 'cpu' | 'memory' | undefined) =>
    pods.reduce((total, { replicas, requests }) => total + replicas[which] * (of ? (requests[of] ?? 0) : 1), 0);
  const amounts = (which: 'min' | 'max') => ({
    pods: sum(which, undefined),
    cpu: sum(which, 'cpu'),
    memory: sum(which, 'memory'),
  });
  return {
    least: amounts('min'),
    most: amounts('max'),
    storage: view.all.reduce((total, built) => total + storageOf(built), 0),
  };
}

/** The sizes of an object's volumes, each as often as there are members that have one. */
function storageOf(built: Built): number {
  return volumesOf(built).reduce(
    (total, { field, value }) => total + (quantity(value) ?? 0) * membersAround(built.resource, field),
    0,
  );
}

/**
 * How many members share a volume's description: the nearest map around it that counts them. Kubernetes says `replicas`,
 * CloudNativePG `instances`, Percona and k8ssandra `size`; the size of a volume is a text.
 */
function membersAround(resource: unknown, field: string): number {
  let at: unknown = resource;
  let members = 1;
  for (const step of field.split(/\.(?![^[]*\])|\[|\]\.?/).filter(Boolean)) {
    if (isJsonObject(at)) {
      const count = [at.replicas, at.instances, at.size].find((value) => typeof value === 'number');
      members = count ?? members;
    }
    at = memberOf(at, step);
  }
  return members;
}

function memberOf(value: unknown, step: string): unknown {
  if (isJsonObject(value)) return value[step];
  if (!Array.isArray(value)) return undefined;
  const named = value.find((one) => isJsonObject(one) && (one.name === step || nameIn(one.metadata) === step));
  return named ?? value[Number(step)];
}

const nameIn = (metadata: unknown) => (isJsonObject(metadata) ? metadata.name : undefined);
