import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import { type LinkedCluster, linkCluster } from './clusters.ts';

/** An environment as a failover leaves it. */
export interface Promotion {
  /** Name of the standby cluster that becomes active. */
  readonly promoted: string;
  /** The clusters that change roles, in their new ones. */
  readonly clusters: readonly LinkedCluster[];
}

/**
 * What the change of roles in docs/drills/postgres.md makes of an environment, for each of its standby clusters: that
 * one is active, and those that were active are standby. None where no cluster is active, or a cluster is being removed.
 */
export function promotionsOf(
  catalogue: Catalogue,
  fleet: Pick<Fleet, 'settings'>,
  environment: Environment,
): readonly Promotion[] {
  const { clusters } = environment.settings;
  if (!clusters.some(({ role }) => role === 'active')) return [];
  return clusters
    .filter(({ role, state }) => role === 'standby' && state !== 'retiring')
    .map(({ name: promoted }) => {
      const swapped = clusters.map((one) => ({ ...one, role: one.name === promoted ? 'active' : 'standby' }) as const);
      const after = { ...environment, settings: { ...environment.settings, clusters: swapped } };
      const changed = swapped.filter(({ role }, index) => role !== clusters[index]?.role);
      return { promoted, clusters: changed.map((cluster) => linkCluster(catalogue, fleet, after, cluster)) };
    });
}
