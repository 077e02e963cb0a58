import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { IPooler } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Pooler';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { count } from './data.ts';
import { once } from './once.ts';
import { type Replicas, replicasOf } from './replicas.ts';
import { type Amounts, amounts, podAmounts } from './requests.ts';
import { type LabelSelector, type Labels, matches } from './selector.ts';
import { type Workload, workloadsOf } from './workload.ts';

/** Pods that are alike: those of a workload, or those that an operator makes from a custom resource. */
export interface Pods {
  readonly built: Built;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly replicas: Replicas;
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly priorityClass: string | undefined;
  /** Absent where an operator makes them. */
  readonly workload?: Workload;
}

/** All pods a cluster will run, as far as its objects tell. */
export const podsOf = once((view): readonly Pods[] => [
  ...workloadsOf(view).map((workload) => ofWorkload(view, workload)),
  ...view.ofKind('Cluster', 'postgresql.cnpg.io').map(ofDatabase),
  ...view.ofKind('Pooler', 'postgresql.cnpg.io').map(ofPooler),
]);

/** The pods of a namespace that a selector meets. */
export function selected(view: ClusterView, namespace: string, selector: LabelSelector | undefined): readonly Pods[] {
  return podsIn(view, namespace).filter((pods) => labelsOfEach(pods).some((labels) => matches(selector, labels)));
}

/**
 * The labels that single pods carry. Those of a StatefulSet are told apart by their number and name:
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-index-label
 */
function labelsOfEach({ labels, name, replicas, workload }: Pods): readonly Labels[] {
  if (workload?.kind !== 'StatefulSet') return [labels];
  return Array.from({ length: replicas.max }, (_, index) => ({
    ...labels,
    'apps.kubernetes.io/pod-index': String(index),
    'statefulset.kubernetes.io/pod-name': `${name}-${index}`,
  }));
}

/** The pods of a namespace. */
export function podsIn(view: ClusterView, namespace: string): readonly Pods[] {
  return byNamespace(view).get(namespace) ?? [];
}

const byNamespace = once((view) => Map.groupBy(podsOf(view), ({ namespace }) => namespace));

function ofWorkload(view: ClusterView, workload: Workload): Pods {
  const { built, namespace, name, labels, pod } = workload;
  return {
    built,
    namespace,
    name,
    labels,
    replicas: replicasOf(view, workload),
    requests: podAmounts(pod, 'requests'),
    limits: podAmounts(pod, 'limits'),
    priorityClass: pod.priorityClassName,
    workload,
  };
}

/** Labels of instances: https://cloudnative-pg.io/documentation/current/labels_annotations/ */
function ofDatabase(built: Built): Pods {
  const { metadata } = built.resource;
  const spec = built.resource.spec as Partial<NonNullable<ICluster['spec']>> | undefined;
  const instances = count(spec?.instances, 1);
  return {
    built,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: { ...spec?.inheritedMetadata?.labels, 'cnpg.io/cluster': metadata.name, 'cnpg.io/podRole': 'instance' },
    replicas: { min: instances, max: instances, surge: 0 },
    requests: amounts(spec?.resources?.requests),
    limits: amounts(spec?.resources?.limits),
    priorityClass: spec?.priorityClassName,
  };
}

function ofPooler(built: Built): Pods {
  const { metadata } = built.resource;
  const spec = built.resource.spec as Partial<NonNullable<IPooler['spec']>> | undefined;
  const instances = count(spec?.instances, 1);
  const pod = (spec?.template?.spec ?? {}) as Workload['pod'];
  return {
    built,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: { ...spec?.template?.metadata?.labels, 'cnpg.io/poolerName': metadata.name, 'cnpg.io/podRole': 'pooler' },
    replicas: { min: instances, max: instances, surge: Math.ceil(instances / 4) },
    requests: podAmounts(pod, 'requests'),
    limits: podAmounts(pod, 'limits'),
    priorityClass: pod.priorityClassName,
  };
}
