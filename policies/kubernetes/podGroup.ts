import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import type { Built } from '../../generators/model/rule.ts';
import { count, list, text } from './reading.ts';
import { type Amounts, podAmounts } from './requests.ts';
import type { ObjectLabels } from './selector.ts';
import type { Workload } from './workload.ts';

/** How many pods there are at a time. */
export interface Replicas {
  readonly min: number;
  readonly max: number;
  /** Pods that a roll-out adds at most, at the greatest number. */
  readonly surge: number;
  /** Pods of before that a roll-out has told to end meanwhile, and that are not gone. */
  readonly ending: number;
}

/** Always the same number of pods, each replaced once it is gone. */
export function fixed(pods: number): Replicas {
  return { min: pods, max: pods, surge: 0, ending: 0 };
}

/**
 * Pods whose successors are there before they go. A Deployment counts a pod that was told to end as gone and starts the
 * next one, while quotas count it until its grace period is over, and it holds its connections: with quick successors
 * all pods of before end while all of after run. Quotas: `QuotaV1Pod` in `pkg/quota/v1/evaluator/core/pods.go` of
 * kubernetes/kubernetes v1.36.3.
 * @param minReady seconds that a successor must have been ready before the roll-out goes on
 */
export function rolling(
  bounds: Omit<Replicas, 'ending'>,
  { terminationGracePeriodSeconds }: Workload['pod'],
  minReady = 0,
): Replicas {
  const { max, surge } = bounds;
  // What is ready at once, and takes long to end, is the worst there is: nobody bounds either but these two fields.
  const waves = Math.ceil(count(terminationGracePeriodSeconds, 30) / Math.max(1, minReady));
  return { ...bounds, ending: Math.max(0, Math.min(max - surge, surge * waves)) };
}

/** The most pods there are at a time: at the greatest number, in the middle of a roll-out. */
export function mostPods({ max, surge, ending }: Replicas): number {
  return max + surge + ending;
}

/** Pods that are alike: those of a workload, or those that an operator makes from a custom resource. */
export interface PodGroup {
  readonly built: Built;
  readonly namespace: string;
  readonly name: string;
  readonly labels: ObjectLabels;
  readonly replicas: Replicas;
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly priorityClass: string | undefined;
  /** What its containers declare; of pods that an operator makes, as far as anybody says: none where nobody does. */
  readonly ports: readonly NamedPort[];
  /** What places them; of pods that an operator makes, as far as their object says it. */
  readonly placed: Placed;
  /** Absent where an operator makes them. */
  readonly workload?: Workload;
}

/** What says where pods go, whoever makes them. */
export interface Placed {
  readonly affinity?: IAffinity | undefined;
  readonly topologySpreadConstraints?: readonly ITopologySpreadConstraint[] | undefined;
}

/** A port that a container declares. */
export interface NamedPort {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
}

/** What tells pods of one object from others, and what each of them runs. */
interface PodGroupParts {
  readonly name: string;
  readonly labels: ObjectLabels;
  readonly replicas: Replicas;
  readonly pod: Workload['pod'];
  readonly priorityClass: unknown;
}

/** Pods of an object, in its namespace, with the amounts that their containers add up to. */
export function podGroup(built: Built, { name, labels, replicas, pod, priorityClass }: PodGroupParts): PodGroup {
  return {
    built,
    namespace: built.resource.metadata.namespace ?? '',
    name,
    labels,
    replicas,
    requests: podAmounts(pod, 'requests'),
    limits: podAmounts(pod, 'limits'),
    priorityClass: text(priorityClass) || undefined,
    placed: { affinity: pod.affinity, topologySpreadConstraints: pod.topologySpreadConstraints },
    ports: [...list(pod.initContainers), ...list(pod.containers)].flatMap((container) =>
      list(container.ports).map(({ name, containerPort, protocol = 'TCP' }) => ({
        name,
        number: containerPort,
        protocol,
      })),
    ),
  };
}
