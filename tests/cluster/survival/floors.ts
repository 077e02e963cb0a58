import { clusterLabel, instanceRoleLabel, podRoleLabel } from '../../../generators/upstream/cloudNativePg.ts';
import { cassandraLabels } from '../../../generators/upstream/k8ssandra.ts';
import { memberComponents, mongodbComponentLabel } from '../../../generators/upstream/perconaMongodb.ts';
import { isReady } from '../../../lab/simulator/model.ts';
import { matches, type ObjectLabels } from '../../../policies/kubernetes/selector.ts';
import { type Budget, isLasting, nameOf, ownerOf, type Pod, type State } from './state.ts';

/** A floor: the number of certain pods that must be ready at every moment. */
export interface Floor {
  readonly name: string;
  readonly least: number;
  has(pod: Pod): boolean;
}

/**
 * The floors of budgets, as their controller computes them. With a zone its share of the pods is lost, of six pods two,
 * whatever a budget allows: so with `zones` a floor is at most the number of pods in the other zones. Budgets that
 * select by a role are left out: for a moment no pod has the role. {@link quorumsOf} counts those pods, whatever their
 * role.
 * @param zones number of zones over which pods are spread, where one of them is going to be lost
 */
export function floorsOf({ pods, budgets }: Pick<State, 'pods' | 'budgets'>, zones?: number): readonly Floor[] {
  return budgets
    .filter(({ spec }) => spec?.selector?.matchLabels?.[instanceRoleLabel] === undefined)
    .map((budget) => {
      const has = (pod: Pod) => selects(budget, pod);
      const count = pods.filter(has).length;
      const healthy = budget.status?.desiredHealthy ?? count;
      const least = zones === undefined ? healthy : Math.min(healthy, count - Math.ceil(count / zones));
      return { name: `budget ${nameOf(budget)}`, least, has };
    });
}

/** The floor of a system that needs a majority of its pods. */
export interface Quorum extends Floor {
  readonly members: number;
}

/** What tells the members of each kind of system, and whose they are; each replica set of MongoDB votes for itself. */
const systems: readonly ((labels: ObjectLabels, pod: Pod) => string | undefined)[] = [
  (labels) => (labels[podRoleLabel] === 'instance' ? labels[clusterLabel] : undefined),
  (labels) => labels[cassandraLabels.datacenter] && labels[cassandraLabels.cluster],
  (labels) =>
    memberComponents.some((component) => component === labels[mongodbComponentLabel])
      ? `${labels['app.kubernetes.io/instance']}-${labels['app.kubernetes.io/replset']}`
      : undefined,
  (labels) =>
    labels['app.kubernetes.io/name'] === 'mysql' && labels['app.kubernetes.io/component'] === 'database'
      ? labels['app.kubernetes.io/instance']
      : undefined,
  (labels) => (labels['app.kubernetes.io/component'] === 'rabbitmq' ? labels['app.kubernetes.io/name'] : undefined),
  (labels, pod) =>
    pod.spec?.containers?.some(({ name }) => name === 'sentinel') ? labels['app.kubernetes.io/name'] : undefined,
];

/** Every system that needs a majority of its members, by name. */
export function quorumsOf({ pods }: Pick<State, 'pods'>): readonly Quorum[] {
  const systemOf = (pod: Pod): string | undefined => {
    const labels = pod.metadata.labels ?? {};
    const name = systems.map((find) => find(labels, pod)).find((found) => found !== undefined);
    return name === undefined ? undefined : `${pod.metadata.namespace}/${name}`;
  };
  const members = Map.groupBy(pods.filter(isLasting), systemOf);
  return [...members].flatMap(([system, { length }]) =>
    system === undefined
      ? []
      : [
          {
            name: `quorum ${system}`,
            members: length,
            least: Math.floor(length / 2) + 1,
            has: (pod: Pod) => isLasting(pod) && systemOf(pod) === system,
          },
        ],
  );
}

/** Floors that are broken at this moment. Pods on a lost node do not count, whatever the API server still reports. */
export function broken(floors: readonly Floor[], pods: readonly Pod[], lost: ReadonlySet<string>): string[] {
  const serving = pods.filter((pod) => isReady(pod) && !lost.has(pod.spec?.nodeName ?? ''));
  return floors.flatMap(({ name, least, has }) => {
    const count = serving.filter(has).length;
    return count < least ? [`${name}: ${count} pods are ready, at least ${least} must be`] : [];
  });
}

/** Workloads of several pods that no budget protects. */
export function unprotected({ pods, budgets }: Pick<State, 'pods' | 'budgets'>): string[] {
  const owners = Map.groupBy(pods.filter(isLasting), ownerOf);
  return [...owners]
    .filter(([, members]) => members.length > 1)
    .filter(([, members]) => members.some((pod) => !budgets.some((budget) => selects(budget, pod))))
    .map(([owner]) => owner)
    .sort();
}

function selects({ metadata, spec }: Budget, pod: Pod): boolean {
  return pod.metadata.namespace === metadata.namespace && matches(spec?.selector, pod.metadata.labels ?? {});
}
