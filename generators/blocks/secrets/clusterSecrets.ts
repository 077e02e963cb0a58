/** Where the systems inside the cluster keep the Secrets of their accounts. */
export const dataNamespace = 'data';

/** The store that other namespaces fetch those from, made by `apps/platform`. */
export const clusterSecrets = { kind: 'ClusterSecretStore', name: 'cluster-secrets' } as const;
