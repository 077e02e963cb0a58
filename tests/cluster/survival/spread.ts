import { isReady } from '../../../lab/simulator/model.ts';
import { isLasting, ownerOf, type Pod, type State, zonesOf } from './state.ts';

/** Pods of each workload. */
const byOwner = (pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> =>
  Map.groupBy(pods.filter(isLasting).filter(isReady), ownerOf);

/** Workloads that have at least two pods more in one zone than in another. */
export function uneven(state: State): ReadonlyMap<string, readonly number[]> {
  const zoneOf = zonesOf(state);
  const zones = [...new Set(zoneOf.values())].sort();
  const counts = [...byOwner(state.pods)].map(([owner, pods]): [string, number[]] => [
    owner,
    zones.map((zone) => pods.filter(({ spec }) => zoneOf.get(spec?.nodeName ?? '') === zone).length),
  ]);
  return new Map(counts.filter(([, perZone]) => Math.max(...perZone) - Math.min(...perZone) > 1));
}

/** Of each uneven workload one pod, in the zone that has most of them. */
export function surplus(state: State): readonly Pod[] {
  const zoneOf = zonesOf(state);
  const pods = byOwner(state.pods);
  return [...uneven(state).keys()].flatMap((owner) => {
    const byZone = Map.groupBy(pods.get(owner) ?? [], ({ spec }) => zoneOf.get(spec?.nodeName ?? ''));
    const [fullest = []] = [...byZone.values()].sort((one, other) => other.length - one.length);
    return fullest.slice(0, 1);
  });
}

/**
 * Pods and Deployments that are not replaced yet while nodes are lost: pods without a node, and Deployments with too
 * few pods on other nodes.
 */
export function unreplaced({ pods, keepers }: State, lost: ReadonlySet<string>): string[] {
  const serving = byOwner(pods.filter(({ spec }) => !lost.has(spec?.nodeName ?? '')));
  return [
    ...pods
      .filter(({ metadata, spec }) => metadata.deletionTimestamp === undefined && spec?.nodeName === undefined)
      .map(({ metadata }) => `pod ${metadata.namespace}/${metadata.name} has no node`),
    ...keepers
      .filter(({ kind }) => kind === 'Deployment')
      .flatMap(({ metadata, spec }) => {
        const owner = `Deployment ${metadata.namespace}/${metadata.name}`;
        const ready = serving.get(owner)?.length ?? 0;
        return ready < (spec?.replicas ?? 1) ? [`${owner} has ${ready} of ${spec?.replicas ?? 1} pods elsewhere`] : [];
      }),
  ];
}

/** Pods on lost nodes that are not evicted yet. */
export function staying(pods: readonly Pod[], lost: ReadonlySet<string>): string[] {
  return pods
    .filter(isLasting)
    .filter(({ metadata, spec }) => lost.has(spec?.nodeName ?? '') && metadata.deletionTimestamp === undefined)
    .map(({ metadata, spec }) => `pod ${metadata.namespace}/${metadata.name} stays on ${spec?.nodeName}`);
}
