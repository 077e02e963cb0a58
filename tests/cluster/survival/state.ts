import type { LabelMap, Live, Pod as SimulatedPod } from '../../../lab/simulator/model.ts';

/** A pod as stored by the API server, with its node and owner. */
export type Pod = SimulatedPod & {
  readonly metadata: { readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[] };
  readonly spec?: { readonly containers?: readonly { readonly name: string }[] };
};

/** A node as stored by the API server. */
export type Node = Live<
  { readonly taints?: readonly { readonly key: string; readonly effect: string }[] },
  { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
>;

/** An object that keeps a number of pods: a Deployment, a StatefulSet, a PostgreSQL `Cluster`. */
export type Keeper = Live<
  {
    readonly replicas?: number;
    readonly instances?: number;
  },
  {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly readyInstances?: number;
  }
>;

/** A PodDisruptionBudget with the status of its controller. */
export type Budget = Live<
  { readonly selector?: { readonly matchLabels?: LabelMap } },
  { readonly desiredHealthy?: number; readonly expectedPods?: number; readonly disruptionsAllowed?: number }
>;

/** The last observed state of a cluster. */
export interface State {
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[];
  readonly keepers: readonly Keeper[];
  readonly budgets: readonly Budget[];
  readonly scalers: readonly Scaler[];
}

/** A HorizontalPodAutoscaler: there are no metrics here, but it keeps its bounds. */
export type Scaler = Live<
  {
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string };
  },
  { readonly conditions?: readonly unknown[] }
>;

/** `namespace/name`. */
export const nameOf = ({ metadata }: Live): string => `${metadata.namespace ?? ''}/${metadata.name}`;

/** Label of nodes: https://kubernetes.io/docs/reference/labels-annotations-taints/#topologykubernetesiozone */
export const zoneLabel = 'topology.kubernetes.io/zone';

/** Whether a node is Ready. */
export const answers = ({ status }: Node): boolean =>
  (status?.conditions ?? []).some(({ type, status: value }) => type === 'Ready' && value === 'True');

/** The zone of each node, by the node's name. */
export function zonesOf({ nodes }: Pick<State, 'nodes'>): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ metadata }) => [metadata.name, metadata.labels?.[zoneLabel] ?? '']));
}

/**
 * Whether a pod runs until it is deleted, and elsewhere after that: unlike one of a Job, and unlike one of a DaemonSet,
 * which belongs to its node and stays with it.
 * https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
 */
export const isLasting = ({ metadata }: Pod): boolean =>
  !metadata.ownerReferences?.some(({ kind }) => kind === 'Job' || kind === 'DaemonSet');

/** The owner of a pod: `Deployment backend/api`. The ReplicaSet of a Deployment is named by its template's hash. */
export function ownerOf({ metadata }: Pod): string {
  const { namespace = '', ownerReferences: [owner] = [], labels } = metadata as Pod['metadata'] & { labels?: LabelMap };
  if (owner?.kind !== 'ReplicaSet') return `${owner?.kind ?? 'Pod'} ${namespace}/${owner?.name ?? metadata.name}`;
  const hash = labels?.['pod-template-hash'] ?? '';
  return `Deployment ${namespace}/${owner.name.slice(0, -hash.length - 1)}`;
}
