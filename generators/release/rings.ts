import { Failure } from '../model/finding.ts';
import { branchOf, type Expected, type Ring, trunk } from './ring.ts';

/** The settings of an `environment.yaml` about rings. */
export interface RingSettings {
  readonly environment: string;
  /** In the order in which a commit reaches them. Empty: the environment follows `main`. */
  readonly rings: readonly string[];
  readonly clusters: readonly { readonly name: string; readonly ring?: string }[];
}

/** The environment, cluster and app of an Application. */
export interface Place {
  readonly environment: string;
  readonly cluster: string;
}

/**
 * Derives the rings of a fleet, by name and in order: `main`, for all environments without rings, then the rings of
 * each environment one after the other. The first ring of each environment comes after `main`.
 * @param places of all Applications
 * @param read makes the Application of a place; called at the first access to a ring's Applications
 * @throws Failure when the settings contradict themselves: a cluster in an unknown ring, a name used twice
 */
export function deriveRings<T extends Place>(
  settings: readonly RingSettings[],
  places: readonly T[],
  read: (place: T) => Expected,
): ReadonlyMap<string, Ring> {
  const members = Map.groupBy(places, ({ environment, cluster }) => ringOf(settings, environment, cluster));
  const rings = new Map<string, Ring>();
  const add = (name: string, branch: string, before: readonly string[]) => {
    if (rings.has(name)) throw contradiction(`the ring ${name} is there twice`);
    let applications: readonly Expected[] | undefined;
    rings.set(name, {
      name,
      branch,
      before,
      get applications() {
        applications ??= (members.get(name) ?? []).map(read);
        return applications;
      },
    });
  };
  add(trunk, trunk, []);
  for (const { rings: names } of settings) {
    for (const [index, name] of names.entries()) add(name, branchOf(name), [trunk, ...names.slice(0, index)]);
  }
  return rings;
}

function ringOf(settings: readonly RingSettings[], environment: string, cluster: string): string {
  const found = settings.find((one) => one.environment === environment);
  if (!found) throw contradiction(`there is no environment ${environment}`);
  if (found.rings.length === 0) return trunk;
  const ring = found.clusters.find(({ name }) => name === cluster)?.ring;
  if (ring === undefined || !found.rings.includes(ring)) {
    throw contradiction(
      `the cluster ${cluster} is in ${ring ? `the ring ${ring}, which ${environment} lacks` : 'no ring'}`,
    );
  }
  return ring;
}

function contradiction(what: string): Failure {
  return new Failure(`The settings contradict themselves: ${what}.`, 'See `npm run validate` at that commit.');
}
