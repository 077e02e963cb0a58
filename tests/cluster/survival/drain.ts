import { outputOf, run } from '../../../generators/programs/run.ts';
import { matches } from '../../../policies/kubernetes/selector.ts';
import { type State, zonesOf } from './state.ts';

/** The two nodes, in different zones, whose pods most budgets protect together: one drain has to wait for the other. */
export function rivals(state: State): readonly [string, string] {
  const zoneOf = zonesOf(state);
  const budgetsOn = new Map(
    state.nodes.map(({ metadata: { name } }) => {
      const here = state.pods.filter(({ spec }) => spec?.nodeName === name);
      const budgets = state.budgets.filter(({ metadata, spec }) =>
        here.some(
          (pod) => pod.metadata.namespace === metadata.namespace && matches(spec?.selector, pod.metadata.labels ?? {}),
        ),
      );
      return [name, new Set(budgets)] as const;
    }),
  );
  const pairs = [...budgetsOn].flatMap(([one, budgets]) =>
    [...budgetsOn]
      .filter(([other]) => zoneOf.get(one) !== zoneOf.get(other))
      .map(([other, others]) => ({ names: [one, other] as const, shared: budgets.intersection(others).size })),
  );
  const [most] = pairs.sort((one, other) => other.shared - one.shared);
  return most?.names ?? ['', ''];
}

/**
 * Drains nodes at the same time, each by a `kubectl` of its own, as people do before they replace them.
 * https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/
 * @param kubectl path of the program
 * @returns how often an eviction was put off because of a budget
 */
export async function drain(kubectl: string, kubeconfig: string, nodes: readonly string[]): Promise<number> {
  const flags = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=240s'];
  const drains = await Promise.all(
    nodes.map((node) => run(kubectl, ['--kubeconfig', kubeconfig, 'drain', node, ...flags])),
  );
  for (const one of drains) outputOf(one);
  const lines = drains.flatMap(({ stderr }) => stderr.split('\n'));
  return lines.filter((line) => line.includes('disruption budget')).length;
}
