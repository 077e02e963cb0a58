/**
 * When Argo CD runs a job: a new one at each sync, in place of the one before, whose log stays readable until then. A job
 * that fails fails the sync, and what comes after it is not touched.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export const hookAnnotations = {
  // In the sync's own phase, one wave before everything that names none.
  before: {
    'argocd.argoproj.io/hook': 'Sync',
    'argocd.argoproj.io/sync-wave': '-1',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  },
  // When everything is applied and healthy.
  after: {
    'argocd.argoproj.io/hook': 'PostSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  },
} as const;

/** What a job before the roll-out needs is there one wave earlier: an ExternalSecret counts once it is fetched. */
export const earlier = { 'argocd.argoproj.io/sync-wave': '-2' } as const;
