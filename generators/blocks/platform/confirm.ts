/**
 * Argo CD neither prunes nor deletes the object before a person has confirmed it: for what takes data with it.
 * Until then the sync stays in progress, so it is for few objects:
 * https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-pruning-with-confirmation
 */
export const confirmRemoval = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' } as const;
