/**
 * How Applications are synced, https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/: automatically, with
 * self-heal; by server-side apply, so that a field belongs to the manager that set it; pruning last; a failed sync, for
 * example of a kind that is not served yet, is retried without end and at the newest revision, because Argo CD starts
 * no second automatic sync of a revision at which one has failed.
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

/**
 * The server-side diff: git is compared with the cluster by a dry run of the API server.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/
 */
export const serverSideDiff = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } as const;

/** How many syncs an Application keeps in its history. Git has the full history. */
export const revisionHistoryLimit = 3;
