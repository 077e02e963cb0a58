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
  return promotable(environment).map((promoted) => {
    const after = withRolesOf(environment, promoted);
    const changed = after.settings.clusters.filter(
      ({ role }, index) => role !== environment.settings.clusters[index]?.role,
    );
    return { promoted, clusters: changed.map((cluster) => linkCluster(catalogue, fleet, after, cluster)) };
  });
}

/** A standby cluster of an environment as that change of roles leaves it; undefined of one that cannot become active. */
export function promotedCluster(
  catalogue: Catalogue,
  fleet: Pick<Fleet, 'settings'>,
  environment: Environment,
  name: string,
): LinkedCluster | undefined {
  if (!promotable(environment).includes(name)) return undefined;
  const after = withRolesOf(environment, name);
  const cluster = after.settings.clusters.find((one) => one.name === name);
  return cluster && linkCluster(catalogue, fleet, after, cluster);
}

/** Names of the standby clusters that may become active. */
function promotable({ settings: { clusters } }: Environment): readonly string[] {
  if (!clusters.some(({ role }) => role === 'active')) return [];
  return clusters.filter(({ role, state }) => role === 'standby' && state !== 'retiring').map(({ name }) => name);
}

function withRolesOf(environment: Environment, promoted: string): Environment {
  const { settings } = environment;
  const clusters = settings.clusters.map((one) => {
    const role = one.name === promoted ? 'active' : 'standby';
    return { ...one, role } as const;
  });
  return { ...environment, settings: { ...settings, clusters } };
}
