import type { IToleration } from 'kubernetes-models/v1/Toleration';
import { Failure } from '../../model/finding.ts';
import type { ClusterFacts } from '../../model/inputs.ts';
import { classLabel, taintsOf } from '../../model/nodeClasses.ts';

/**
 * The label, and taint, that Google Cloud gives nodes of a ComputeClass; pods that select it tolerate it.
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/about-custom-compute-classes
 */
export const computeClassLabel = 'cloud.google.com/compute-class';

/** Where pods go that name a class of nodes. */
export interface NodePlacement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Absent where the class has no taints. */
  readonly tolerations?: readonly IToleration[];
}

/**
 * The placement of pods on the nodes of a class.
 * @throws Failure where the cluster has no such class: who names one checks it first, where the setting stands
 */
export function placedOn(name: string, { nodes, cloud, name: cluster }: ClusterFacts): NodePlacement {
  const of = nodes[name];
  if (!of) {
    throw new Failure(
      `${cluster} has no class of nodes ${name}`,
      `Name one of these: ${Object.keys(nodes).join(', ')}.`,
    );
  }
  const tolerations = taintsOf(of).map(
    ({ key, value, effect }): IToleration =>
      value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect },
  );
  return {
    nodeSelector: { [classLabel]: name, ...(cloud === 'google' && of.instances && { [computeClassLabel]: name }) },
    ...(tolerations.length > 0 && { tolerations }),
  };
}
