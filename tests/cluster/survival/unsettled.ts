import { isReady } from '../../../lab/simulator/model.ts';
import { answers, type Keeper, nameOf, type State } from './state.ts';

/**
 * Objects that are not settled: nodes that are not Ready, pods that do not run or are being deleted, workloads with too
 * few pods, and workloads outside the bounds of their autoscaler.
 */
export function unsettled({ nodes, pods, keepers, scalers }: State): string[] {
  return [
    ...nodes.filter((node) => !answers(node)).map((node) => `node ${node.metadata.name} is not Ready`),
    ...nodes.flatMap(({ metadata, spec }) =>
      (spec?.taints ?? []).map(({ key, effect }) => `node ${metadata.name} is tainted ${key}:${effect}`),
    ),
    ...pods.flatMap((pod) => {
      if (pod.metadata.deletionTimestamp !== undefined) return [`pod ${nameOf(pod)} is Terminating`];
      if (pod.status?.phase === 'Succeeded' || (pod.status?.phase === 'Running' && isReady(pod))) return [];
      return [`pod ${nameOf(pod)} is ${pod.status?.phase ?? 'unknown'} and not Ready`];
    }),
    ...keepers.flatMap((keeper) => {
      const [wanted, ready] = countsOf(keeper);
      return wanted === ready ? [] : [`${keeper.kind} ${nameOf(keeper)} has ${ready} of ${wanted} pods`];
    }),
    ...scalers.flatMap(({ metadata, spec }) => {
      const { kind, name } = spec?.scaleTargetRef ?? {};
      const target = keepers.find(
        (keeper) =>
          keeper.kind === kind && keeper.metadata.name === name && keeper.metadata.namespace === metadata.namespace,
      );
      const [replicas, least] = [target?.spec?.replicas ?? 0, spec?.minReplicas ?? 1];
      return replicas < least
        ? [`${kind} ${metadata.namespace}/${name} is to have ${least} pods and asks for ${replicas}`]
        : [];
    }),
  ];
}

/** How many pods are wanted, and how many of the newest template are ready. */
function countsOf({ kind, metadata, spec, status }: Keeper): readonly [wanted: number, ready: number] {
  if (kind === 'Cluster') return [spec?.instances ?? 1, status?.readyInstances ?? 0];
  const wanted = spec?.replicas ?? 1;
  if (status?.observedGeneration !== metadata.generation) return [wanted, 0];
  // Surplus old pods are as unsettled as missing ones.
  if ((status?.replicas ?? 0) !== wanted || (status?.updatedReplicas ?? wanted) !== wanted) return [wanted, 0];
  return [wanted, status?.readyReplicas ?? 0];
}
