import type { Deployed } from '../deployed.ts';

/** The number of Argo CD's replicas and shards for a fleet. */
export interface ArgoCdSize {
  /** Applications on the hub, those of clusters included. */
  readonly applications: number;
  readonly isHighlyAvailable: boolean;
  /** Replicas of the application controller: clusters are distributed over them. */
  readonly shards: number;
  readonly repoServers: number;
  readonly servers: number;
  /** PodDisruptionBudget of each component: one pod at a time. */
  readonly budget: { readonly enabled: boolean; readonly maxUnavailable?: number };
}

/**
 * Applications per replica of the controller: "for 1000 applications, we use 50 for --status-processors and 25 for
 * --operation-processors", https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/
 */
const applicationsPerShard = 1000;

/**
 * The size of Argo CD, from the number of its Applications. With more than one cluster, every component has at least
 * two replicas.
 */
export function sizeOf(clusters: readonly Deployed[]): ArgoCdSize {
  const applications = clusters.reduce((sum, { apps, operators }) => sum + 1 + apps.length + operators.length, 0);
  const isHighlyAvailable = clusters.length > 1;
  const shards = Math.max(1, Math.ceil(applications / applicationsPerShard));
  return {
    applications,
    isHighlyAvailable,
    shards,
    repoServers: isHighlyAvailable ? shards + 1 : 1,
    servers: isHighlyAvailable ? 2 : 1,
    budget: isHighlyAvailable ? { enabled: true, maxUnavailable: 1 } : { enabled: false },
  };
}
