import type { Losses } from '../../generators/model/knowledge.ts';
import type { ClusterView } from '../../generators/model/rule.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { areApart, hostname, mostInOneZone } from '../kubernetes/zoneSpread.ts';
import type { Quorum } from '../systems/system.ts';
import { quorumsOf } from './facts.ts';
import { allPods } from './pods.ts';

/** Kinds whose pods come to an end, or are on each node. */
const others = new Set(['Job', 'CronJob', 'DaemonSet']);

/**
 * What is left of all pods of a cluster when a node or a zone is lost: of systems with a quorum as they say themselves,
 * of workloads by their hard rules of placement. Where an operator places pods and their object does not say how, nothing is
 * said.
 * A single pod beside a quorum, of the same object, is no system of its own: a rack, or what repairs.
 */
export function lossesOf(view: ClusterView): readonly Losses[] {
  const zones = view.cluster.zones.length;
  const quorums = quorumsOf(view);
  const rest = allPods(view).filter(({ built, name, replicas: { min } }) => {
    if (min === 0 || others.has(built.resource.kind)) return false;
    const own = quorums.filter((quorum) => quorum.built === built);
    return own.length === 0 || (min > 1 && !own.some((quorum) => quorum.name === name));
  });
  return [...quorums.map((one) => ofQuorum(one, zones)), ...rest.map((pods) => ofPods(pods, zones))];
}

/** A node holds no more members than its zone may. */
function ofQuorum({ built, name, members, needed, inOneZone }: Quorum, zones: number): Losses {
  const left = Math.max(0, members - inOneZone);
  return {
    app: built.app,
    name,
    namespace: built.resource.metadata.namespace ?? '',
    pods: members,
    needed,
    ...(zones > 1 && { node: left, zone: left }),
    ...(zones === 1 && { zone: 0 }),
  };
}

function ofPods(pods: PodGroup, zones: number): Losses {
  const { built, name, namespace, labels, placed, workload } = pods;
  const { min } = pods.replicas;
  const common = { app: built.app, name, namespace, pods: min, needed: 1 };
  if (min <= 1) return { ...common, node: 0, zone: 0 };
  const isSaid =
    workload !== undefined || placed.affinity !== undefined || placed.topologySpreadConstraints !== undefined;
  if (!isSaid) return { ...common, ...(zones === 1 && { zone: 0 }) };
  const fewest = { ...pods, replicas: { ...pods.replicas, max: min } };
  const zone = zones === 1 ? 0 : min - mostInOneZone(zones, fewest, placed);
  return { ...common, node: areApart(hostname, labels, placed) ? min - 1 : zone, zone };
}
