/**
 * How Applications are synced, https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/: at once, with drift
 * healed; fields belong to whoever set them; what goes, goes last; a kind that is not there yet is tried again, at the
 * newest revision and for ever: Argo CD never begins anew where it has failed at a revision.
 */
export function syncPolicy(options: { readonly prune: boolean; readonly syncOptions?: readonly string[] }) {
  return {
    automated: { prune: options.prune, selfHeal: true },
    syncOptions: [
      'ServerSideApply=true',
      'SkipDryRunOnMissingResource=true',
      'RespectIgnoreDifferences=true',
      'PruneLast=true',
      'FailOnSharedResource=true',
      ...(options.syncOptions ?? []),
    ],
    retry: { limit: -1, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
  };
}

/** What is compared is what the API server would make of it: https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/ */
export const serverSideDiff = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } as const;

/** How many syncs an Application remembers. Git has the history. */
export const revisionHistoryLimit = 3;
