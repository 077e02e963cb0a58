import { isReady, type Node, type Pod, type World } from '../model.ts';
import type { PostgresCluster } from './names.ts';

/** The current and the target primary. They differ while a primary is replaced. */
export interface Lead {
  readonly current: string;
  readonly target: string;
  readonly why?: 'failover' | 'switchover';
}

/**
 * The next primary, in the same steps as the operator: `internal/controller/replicas.go` of CloudNativePG. A primary on
 * a node that is being drained is switched over to a ready replica on another node. A primary that is not ready is
 * failed over if enough replicas are left to be sure that one of them has every commit.
 */
export function leadOf(cluster: PostgresCluster, pods: readonly Pod[], world: World): Lead {
  const { metadata, status } = cluster;
  const current = status?.currentPrimary ?? `${metadata.name}-1`;
  const target = status?.targetPrimary ?? current;
  const ready = pods.filter(isReady);
  if (target !== current)
    return {
      current: ready.some(named(target)) ? target : current,
      target: ready.some(named(target)) ? target : current,
    };
  const replicas = ready.filter((pod) => pod.metadata.name !== current);
  const primary = ready.find(named(current));
  if (!primary && status?.phase === restarting) return { current, target: current };
  if (!primary) {
    const [heir] = replicas;
    return heir && hasQuorum(cluster, replicas.length)
      ? { current, target: heir.metadata.name, why: 'failover' }
      : { current, target: current };
  }
  const node = primary.spec?.nodeName;
  if (!isLeaving(world.node(node))) return { current, target: current };
  const elsewhere = pods.filter((pod) => pod.spec?.nodeName !== undefined && pod.spec.nodeName !== node);
  const wanted = cluster.spec?.instances ?? 1;
  const isSettled = ready.length === wanted && elsewhere.length >= wanted - 1;
  const heir = replicas.find((pod) => pod.spec?.nodeName !== node && !isLeaving(world.node(pod.spec?.nodeName)));
  return heir && (isSettled || pods.some(hasFailed))
    ? { current, target: heir.metadata.name, why: 'switchover' }
    : { current, target: current };
}

/** The phase in which the operator waits for a primary to come back that it deleted itself. */
export const restarting = 'Primary instance is being restarted without a switchover';

/** Whether a pod will not run again: it is being deleted, or has terminated. */
export function hasFailed({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined || status?.phase === 'Failed' || status?.phase === 'Succeeded';
}

const named =
  (name: string) =>
  ({ metadata }: Pod): boolean =>
    metadata.name === name;

/**
 * The quorum of a failover: read and write sets must overlap,
 * https://cloudnative-pg.io/documentation/current/failover/#failover-quorum-quorum-based-failover
 */
function hasQuorum({ spec }: PostgresCluster, replicas: number): boolean {
  const synchronous = spec?.postgresql?.synchronous as { number?: number; failoverQuorum?: boolean } | undefined;
  if (synchronous?.failoverQuorum !== true) return true;
  return replicas + (synchronous.number ?? 1) > (spec?.instances ?? 1) - 1;
}

/** Taints that the operator treats as a drain: `internal/configuration/configuration.go`. */
const leaving = [
  'node.kubernetes.io/unschedulable',
  'ToBeDeletedByClusterAutoscaler',
  'karpenter.sh/disrupted',
  'karpenter.sh/disruption',
];

function isLeaving(node: Node | undefined): boolean {
  return node?.spec?.unschedulable === true || (node?.spec?.taints ?? []).some(({ key }) => leaving.includes(key));
}
