/** The store of Secrets with accounts of systems inside the cluster: apps in other namespaces fetch them from it. */
export const clusterSecrets = { name: 'cluster-secrets' } as const;
