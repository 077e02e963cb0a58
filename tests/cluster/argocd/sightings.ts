import type { KubernetesApi } from '../../../lab/api/client.ts';
import { type Application, isWell } from './applications.ts';

/** The observed history of an Application since its creation. */
export interface Sighting {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly created: string;
  /** Position of its creation in the order of all observations. */
  readonly first: number;
  /** Position of the first observation as Synced and Healthy. */
  readonly well?: number;
  /** Start times of its syncs, including those of self-heal, which `status.history` leaves out. */
  readonly syncs: readonly string[];
}

/** Sightings by the name of the Application. */
export type Sightings = ReadonlyMap<string, Sighting>;

/** Collects sightings: each call adds one observation. */
export function collectSightings(): { readonly sightings: Sightings; see(one: Application): void } {
  const sightings = new Map<string, Sighting>();
  let count = 0;
  return {
    sightings,
    see(one) {
      const { name, labels = {}, creationTimestamp: created } = one.metadata;
      const before = sightings.get(name) ?? { name, labels, created, first: count, syncs: [] };
      const began = one.status?.operationState?.startedAt;
      const syncs = began === undefined || before.syncs.includes(began) ? before.syncs : [...before.syncs, began];
      sightings.set(name, { ...before, ...(isWell(one) && { well: before.well ?? count }), syncs });
      count++;
    },
  };
}

/** Watches all Applications of a hub: every change, in the order in which its API server stores them. */
export function watchApplications(api: KubernetesApi): { readonly sightings: Sightings; stop(): Promise<void> } {
  const ended = new AbortController();
  const { sightings, see } = collectSightings();
  const on = (type: string, one: Application) => {
    if (type !== 'DELETED') see(one);
  };
  const watch = api.watch<Application>('argoproj.io/v1alpha1', 'Application', on, { signal: ended.signal });
  return {
    sightings,
    async stop() {
      ended.abort();
      await watch;
    },
  };
}
