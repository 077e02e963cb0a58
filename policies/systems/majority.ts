import type { ClusterView } from '../../generators/model/rule.ts';
import type { Placed, PodGroup } from '../kubernetes/podGroup.ts';
import { mostInOneZone } from '../kubernetes/zoneSpread.ts';
import type { Quorum } from './system.ts';

/** Pods of which more than half must be left. Those that hard anti-affinity keeps from being scheduled are no members. */
export function majority({ cluster }: ClusterView, pods: PodGroup, field: string, placed: Placed): Quorum {
  const wanted = pods.replicas.max;
  const inOneZone = mostInOneZone(cluster.zones.length, pods, placed);
  const members = Math.min(wanted, inOneZone * cluster.zones.length);
  return { built: pods.built, name: pods.name, field, members, needed: Math.floor(wanted / 2) + 1, inOneZone };
}
