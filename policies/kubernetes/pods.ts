import type { ClusterView } from '../../generators/model/rule.ts';
import { ofCassandra } from './cassandraPods.ts';
import { once } from './once.ts';
import { ofMongodb, ofMysql } from './perconaPods.ts';
import type { Pods } from './podGroup.ts';
import { postgresPods } from './postgresPods.ts';
import { ofBroker } from './rabbitmqPods.ts';
import { replicasOf } from './replicas.ts';
import { podAmounts } from './requests.ts';
import { type LabelSelector, type Labels, matches } from './selector.ts';
import { type Workload, workloadsOf } from './workload.ts';

/** All pods a cluster will run, as far as its objects tell. */
export const podsOf = once((view): readonly Pods[] => [
  ...workloadsOf(view).map((workload) => ofWorkload(view, workload)),
  ...postgresPods(view),
  ...view.ofKind('PerconaServerMySQL', 'ps.percona.com').flatMap(ofMysql),
  ...view.ofKind('PerconaServerMongoDB', 'psmdb.percona.com').flatMap(ofMongodb),
  ...view.ofKind('RabbitmqCluster', 'rabbitmq.com').map(ofBroker),
  ...view.ofKind('K8ssandraCluster', 'k8ssandra.io').flatMap(ofCassandra),
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
