import { keySum } from '../kept/keySum.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
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
 * What a cluster's objects may follow from in the settings of the others of its environment: all but those of apps that
 * provide nothing. Copies of data follow from one another (`replicationAt`), and a cluster takes over from another
 * (`promotedCluster`); both look at providers alone. Where no cluster is standby that is nothing.
 */
const othersSum = once(
  ({ apps }: Catalogue) => apps,
  (apps) => {
    const providers = apps.filter(({ provides }) => provides).map(({ name }) => name);
    const seenOf = ({ apps: own = {}, ...facts }: Cluster) => [facts, providers.map((name) => own[name] ?? null)];
    return once(
      ({ settings }: Environment) => settings.clusters,
      (clusters) => keySum(clusters.some(({ role }) => role === 'standby') ? clusters.map(seenOf) : []),
    );
  },
);

/** The checksum of all that a cluster's graph and its objects follow from, besides the code. */
export const clusterSum = (
  catalogue: Catalogue,
  fleet: Pick<Fleet, 'settings'>,
  environment: Environment,
  cluster: Cluster,
): string => keySum(fleetSum(fleet), sharedSum(environment), othersSum(catalogue)(environment), cluster);

/** Computes something once for each part of the settings, or of the catalogue. */
function once<T, P extends object, V>(partOf: (whole: T) => P, compute: (part: P) => V): (whole: T) => V {
  const known = new WeakMap<P, { readonly value: V }>();
  return (whole) => {
    const part = partOf(whole);
    const found = known.get(part) ?? { value: compute(part) };
    known.set(part, found);
    return found.value;
  };
}
