import { isJsonObject } from '../../generators/model/json.ts';
import type { Capacity, PodRequests } from '../../generators/model/knowledge.ts';
import { quantity } from '../../generators/model/quantity.ts';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { mostInOneZone } from '../kubernetes/zoneSpread.ts';
import { volumesOf } from './facts.ts';
import { allPods } from './pods.ts';

/** What all pods and volumes of a cluster ask for. */
export function capacityOf(view: ClusterView): Capacity {
  const pods = allPods(view);
  const zones = Math.max(1, view.cluster.zones.length);
  return {
    least: amounts(pods, ({ replicas }) => replicas.min),
    most: amounts(pods, ({ replicas }) => replicas.max),
    zone: amounts(pods, (group) => inOneZone(zones, group)),
    storage: view.all.reduce((total, built) => total + storageOf(built), 0),
  };
}

function amounts(pods: readonly PodGroup[], countOf: (group: PodGroup) => number): PodRequests {
  const sum = (of: (group: PodGroup) => number) => pods.reduce((total, group) => total + countOf(group) * of(group), 0);
  return {
    pods: sum(() => 1),
    cpu: sum(({ requests }) => requests.cpu ?? 0),
    memory: sum(({ requests }) => requests.memory ?? 0),
  };
}

/** Operators spread their pods: `quorum-per-zone` sees to it. */
function inOneZone(zones: number, group: PodGroup): number {
  if (!group.workload) return Math.ceil(group.replicas.max / zones);
  return mostInOneZone(zones, group, group.workload.pod);
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
