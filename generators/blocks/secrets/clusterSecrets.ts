import type { Tier } from '../../model/appId.ts';

/** Where the systems inside the cluster keep the Secrets of their accounts. */
export const dataNamespace = 'data' satisfies Tier;

/** The store that other namespaces fetch those from, made by `apps/platform`. */
export const clusterSecrets = { kind: 'ClusterSecretStore', name: 'cluster-secrets' } as const;
