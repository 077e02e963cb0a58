import type { ClusterView } from '../../generators/model/rule.ts';
import { once } from '../kubernetes/once.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { type LabelSelector, matches, type ObjectLabels } from '../kubernetes/selector.ts';
import { systems } from '../systems/index.ts';
import type { System } from '../systems/system.ts';
import { saidOfAll } from './said.ts';

/** All pods a cluster will run, as far as its objects tell. */
export function allPods(view: ClusterView, of: readonly System[] = systems): readonly PodGroup[] {
  return known(of)(view).all;
}

/** The pods of a namespace. */
export function podsIn(view: ClusterView, namespace: string, of: readonly System[] = systems): readonly PodGroup[] {
  return known(of)(view).byNamespace.get(namespace) ?? [];
}

/** The pods of a namespace that a selector meets. */
export function podsSelected(
  view: ClusterView,
  namespace: string,
  selector: LabelSelector | undefined,
  of: readonly System[] = systems,
): readonly PodGroup[] {
  return podsIn(view, namespace, of).filter((pods) => labelsOfEach(pods).some((labels) => matches(selector, labels)));
}

const known = once((of: readonly System[]) =>
  once((view) => {
    const all = saidOfAll(of, 'pods', view).flatMap(({ built, say }) => say(built, view));
    return { all, byNamespace: Map.groupBy(all, ({ namespace }) => namespace) };
  }),
);

/** The pods of a StatefulSet that are looked at one by one, at most: as many as settings allow. */
const most = 1000;

/**
 * The labels that single pods carry. Those of a StatefulSet are told apart by their number and name:
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-index-label
 */
function labelsOfEach({ labels, name, replicas, workload }: PodGroup): readonly ObjectLabels[] {
  if (workload?.kind !== 'StatefulSet') return [labels];
  return Array.from({ length: Math.min(replicas.max, most) }, (_, index) => ({
    ...labels,
    'apps.kubernetes.io/pod-index': String(index),
    'statefulset.kubernetes.io/pod-name': `${name}-${index}`,
  }));
}
