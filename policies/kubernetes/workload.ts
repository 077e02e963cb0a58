import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { type Kind, kindOf } from './kind.ts';
import { once } from './once.ts';
import { at, list } from './reading.ts';
import type { ObjectLabels } from './selector.ts';

/** An object that Kubernetes itself makes pods from, and the pod it describes. */
export interface Workload {
  readonly built: Built;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Labels of its pods. */
  readonly labels: ObjectLabels;
  readonly pod: Partial<IPodSpec>;
  /** Where in the object the pod is: `spec.template.spec`. */
  readonly path: string;
}

/** Where each kind keeps its pod template. */
const templates: Readonly<Record<Kind, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  '/Pod': [],
};

/** The kinds that Kubernetes itself makes pods from. */
export const workloadKinds = Object.keys(templates) as readonly Kind[];

/** Every workload of a cluster, by kind. */
export const workloadsOf = once((view): readonly Workload[] =>
  workloadKinds.flatMap((key) => {
    const [group, kind = ''] = key.split('/');
    return view.ofKind(kind, group).map(workloadOf);
  }),
);

/** The workloads whose pods run until they are told to end. */
export const longRunning = once((view): readonly Workload[] =>
  workloadsOf(view).filter(({ kind }) => kind !== 'Job' && kind !== 'CronJob'),
);

/** The workload of an object, if it is one. */
export function workloadAt(view: ClusterView, kind: string, namespace: string, name: string): Workload | undefined {
  return index(view).get(`${kind}/${namespace}/${name}`);
}

const index = once(
  (view) => new Map(workloadsOf(view).map((one) => [`${one.kind}/${one.namespace}/${one.name}`, one])),
);

/** The workload that an object of one of these kinds is: the same each time. */
export const workloadOf = once((built: Built): Workload => {
  const { kind, metadata } = built.resource;
  const path = templates[kindOf(built.resource)] ?? [];
  const template = at(built.resource, path);
  return {
    built,
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: (at(template, ['metadata', 'labels']) ?? {}) as ObjectLabels,
    pod: (at(template, ['spec']) ?? {}) as Partial<IPodSpec>,
    path: [...path, 'spec'].join('.'),
  };
});

/** A container of a pod and what part it plays. */
export interface ContainerOf {
  readonly container: IContainer;
  /** `spec.template.spec.containers[api]`. */
  readonly field: string;
  /** `sidecar`: an init container that keeps running beside the others. */
  readonly part: 'main' | 'init' | 'sidecar';
}

/**
 * All containers of a pod.
 * Sidecars: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function containersOf({ pod, path }: Workload): readonly ContainerOf[] {
  return [
    ...list(pod.initContainers).map((container) => ({
      container,
      field: `${path}.initContainers[${container.name}]`,
      part: container.restartPolicy === 'Always' ? ('sidecar' as const) : ('init' as const),
    })),
    ...list(pod.containers).map((container) => ({
      container,
      field: `${path}.containers[${container.name}]`,
      part: 'main' as const,
    })),
  ];
}
