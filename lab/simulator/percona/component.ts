import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { LabelMap } from '../model.ts';
import type { BudgetSpec } from '../parts.ts';

/** The pod fields of a component of a Percona database, the same in both operators. */
export interface PerconaPart {
  readonly size?: number;
  readonly image?: string;
  readonly labels?: LabelMap;
  readonly resources?: IContainer['resources'];
  readonly containerSecurityContext?: IContainer['securityContext'];
  readonly podSecurityContext?: IPodSpec['securityContext'];
  readonly affinity?: { readonly antiAffinityTopologyKey?: string; readonly advanced?: IAffinity };
  readonly topologySpreadConstraints?: IPodSpec['topologySpreadConstraints'];
  readonly tolerations?: IPodSpec['tolerations'];
  readonly nodeSelector?: IPodSpec['nodeSelector'];
  readonly sidecars?: readonly IContainer[];
  readonly priorityClassName?: string;
  readonly serviceAccountName?: string;
  readonly podDisruptionBudget?: BudgetSpec;
}

/**
 * The pod of a component: `PodSpec.Core` in `api/v1` of the MySQL operator, `pkg/psmdb/statefulset.go` of the MongoDB
 * one.
 */
export function perconaPod(
  part: PerconaPart,
  labels: LabelMap,
  gracePeriod: number | undefined,
  initContainers: IContainer[],
  containers: IContainer[],
): IPodSpec {
  return {
    initContainers,
    containers: [...containers, ...(part.sidecars ?? [])],
    securityContext: part.podSecurityContext,
    affinity: affinityOf(part, labels),
    topologySpreadConstraints: part.topologySpreadConstraints,
    tolerations: part.tolerations,
    nodeSelector: part.nodeSelector,
    priorityClassName: part.priorityClassName,
    serviceAccountName: part.serviceAccountName,
    terminationGracePeriodSeconds: gracePeriod,
  };
}

/** Affinity: `advanced` unchanged, else anti-affinity by the key; `none` means no rule; without a key, by host. */
function affinityOf({ affinity }: PerconaPart, labels: LabelMap): IAffinity | undefined {
  if (affinity?.advanced) return affinity.advanced;
  const topologyKey = affinity?.antiAffinityTopologyKey ?? 'kubernetes.io/hostname';
  if (topologyKey.toLowerCase() === 'none') return undefined;
  return {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: { matchLabels: labels } }],
    },
  };
}

/** The state of a database or a component, as both operators name it. */
export const stateOf = { healthy: 'ready', progressing: 'initializing', degraded: 'error' } as const;
