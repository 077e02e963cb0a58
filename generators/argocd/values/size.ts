import type { Deployed } from '../deployed.ts';

/** How much of Argo CD a fleet needs. */
export interface Size {
  /** Applications on the hub, those of clusters included. */
  readonly applications: number;
  readonly isHighlyAvailable: boolean;
  /** Controllers: clusters are spread over them. */
  readonly shards: number;
  readonly repoServers: number;
  readonly servers: number;
  /** PodDisruptionBudget of each component: one pod at a time. */
  readonly budget: { readonly enabled: boolean; readonly maxUnavailable?: number };
}

/**
 * How many Applications one controller looks after: "for 1000 applications, we use 50 for --status-processors and 25 for
 * --operation-processors", https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/
 */
const applicationsPerShard = 1000;

/** The size of Argo CD, from what it has to sync. More than one cluster is reason enough for a second of everything. */
export function sizeOf(clusters: readonly Deployed[]): Size {
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
