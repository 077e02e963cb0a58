import type { Cluster, NodeClass, NodeTaint } from './settings/index.ts';

/** The label of nodes with the name of their class. Node groups of your own carry it, too. */
export const classLabel = 'nodes.gitops.dev/class';

/** The taint of spot nodes: no pod gets there that does not name the class. */
export const spotTaint: NodeTaint = { key: 'nodes.gitops.dev/spot', value: 'true', effect: 'NoSchedule' };

/** The taints of a class: its own, and that of spot nodes. */
export function taintsOf({ taints = [], spot = false }: NodeClass): readonly NodeTaint[] {
  return spot ? [...taints, spotTaint] : taints;
}

/** The labels of a class: its own, and its name. */
export function labelsOfClass(name: string, { labels = {} }: NodeClass): Readonly<Record<string, string>> {
  return { ...labels, [classLabel]: name };
}

/** The class of pods that name none: the first that keeps nobody away. */
export function defaultClass({ nodes }: Pick<Cluster, 'nodes'>): string | undefined {
  return Object.keys(nodes).find((name) => nodes[name] && taintsOf(nodes[name]).length === 0);
}
