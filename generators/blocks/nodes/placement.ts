import type { IToleration } from 'kubernetes-models/v1/Toleration';
import type { SettingsMistake } from '../../model/app.ts';
import type { ClusterFacts, Inputs } from '../../model/inputs.ts';
import { classLabel, taintsOf } from '../../model/nodeClasses.ts';
import type { PodSettings } from '../workload/workload.ts';

/**
 * The label, and taint, that Google Cloud gives nodes of a ComputeClass; pods that select it tolerate it.
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/about-custom-compute-classes
 */
export const computeClassLabel = 'cloud.google.com/compute-class';

/** Where pods go that name a class of nodes. */
export interface NodePlacement {
  readonly nodeSelector: Record<string, string>;
  /** Absent where the class has no taints. */
  readonly tolerations?: IToleration[];
}

/**
 * The placement of pods on the nodes of a class. Of one that the cluster has not, as the reference cluster, they select the
 * name alone.
 */
export function placedOn(name: string, { nodes, cloud }: Pick<ClusterFacts, 'nodes' | 'cloud'>): NodePlacement {
  const of = nodes[name];
  const tolerations = (of ? taintsOf(of) : []).map(
    ({ key, value, effect }): IToleration =>
      value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect },
  );
  return {
    nodeSelector: { [classLabel]: name, ...(cloud === 'google' && of?.instances && { [computeClassLabel]: name }) },
    ...(tolerations.length > 0 && { tolerations }),
  };
}

/** The placement of pods whose app has settings: nothing where they name no class. */
export function placementOf(
  { nodes }: { readonly nodes?: string },
  { cluster }: Pick<Inputs, 'cluster'>,
): Partial<NodePlacement> {
  return nodes === undefined ? {} : placedOn(nodes, cluster);
}

/** Mistakes where settings name a class, for an app or a job, that the cluster has not: its pods would find no node. */
export function unknownClasses(
  app: string,
  { nodes, jobs = {} }: Pick<PodSettings, 'nodes' | 'jobs'>,
  { cluster }: Pick<Inputs, 'cluster'>,
): SettingsMistake[] {
  return [
    ...unknownClass(app, ['nodes'], nodes, cluster),
    ...Object.entries(jobs).flatMap(([job, { nodes }]) => unknownClass(job, ['jobs', job, 'nodes'], nodes, cluster)),
  ];
}

function unknownClass(
  name: string,
  path: readonly string[],
  nodes: string | undefined,
  cluster: ClusterFacts,
): SettingsMistake[] {
  if (nodes === undefined || cluster.nodes[nodes]) return [];
  return [
    {
      code: 'unknown-nodes',
      path,
      message: `${name} runs on nodes of the class ${nodes}, and ${cluster.name} has none.`,
      fix: `Name one of these: ${Object.keys(cluster.nodes).join(', ')}; or add the class to the cluster.`,
    },
  ];
}
