import { keySum } from '../kept/keySum.ts';
import type { Environment, Fleet } from '../model/fleet.ts';
import type { Cluster } from '../model/settings/index.ts';

/** The checksum of all that the base follows from, besides the code. */
export const fleetSum = once(({ settings }: Pick<Fleet, 'settings'>) => settings, keySum);

/** The checksum of what an environment says for all its clusters. */
export const sharedSum = once(
  (environment: Environment) => environment,
  ({ settings: { clusters: _, ...shared }, ...environment }) => keySum(environment, shared),
);

/** The checksum of what the checks of a cluster see of its siblings: which of them have the same data, and in which role. */
export const peersSum = once(
  ({ settings }: Environment) => settings.clusters,
  (clusters) => keySum(clusters.map(({ name, role, data }) => [name, role, data])),
);

/**
 * What a cluster's objects may follow from in the settings of the others of its environment. Where no cluster is
 * standby that is nothing: no data is replicated (`replicationAt`), and no cluster takes over from another
 * (`promotedCluster`).
 */
const othersSum = once(
  ({ settings }: Environment) => settings.clusters,
  (clusters) => keySum(clusters.some(({ role }) => role === 'standby') ? clusters : []),
);

/** The checksum of all that a cluster's graph and its objects follow from, besides the code. */
export const clusterSum = (fleet: Pick<Fleet, 'settings'>, environment: Environment, cluster: Cluster): string =>
  keySum(fleetSum(fleet), sharedSum(environment), othersSum(environment), cluster);

/** Computes a checksum once for each part of the settings. */
function once<T, P extends object>(partOf: (whole: T) => P, compute: (part: P) => string): (whole: T) => string {
  const known = new WeakMap<P, string>();
  return (whole) => {
    const part = partOf(whole);
    const sum = known.get(part) ?? compute(part);
    known.set(part, sum);
    return sum;
  };
}
