/**
 * The account for an outage of the identity provider. It has no password, so nobody can log in with it until an
 * administrator of the hub's cluster writes one into the Secret `argocd-secret`. Argo CD's own Application does not
 * change that Secret. https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#local-usersaccounts
 */
export const breakGlass = 'break-glass';

/** The account of the job that releases to rings: it may read Applications and nothing else. */
export const releaseAccount = 'release';
