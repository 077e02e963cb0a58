/**
 * The account for the day on which the identity provider is gone. It has no password, so nobody can log in with it,
 * until somebody with rights on the hub's cluster writes one into the Secret `argocd-secret`, which Argo CD's own
 * Application leaves alone. https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#local-usersaccounts
 */
export const breakGlass = 'break-glass';

/** The account of the job that moves rings: it may read Applications and nothing else. */
export const releaseAccount = 'release';
