/**
 * The account for an outage of the identity provider. It has no password, so nobody can log in with it until an
 * administrator of the hub's cluster writes one into the Secret `argocd-secret`. Argo CD's own Application does not
 * change that Secret. https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#local-usersaccounts
 */
export const breakGlass = 'break-glass';

/** The account of the job that releases to rings: it may read Applications and nothing else. */
export const releaseAccount = 'release';

/**
 * Whether Argo CD has somebody of this name already: an account, the built-in `admin`, or a role of its own or of a
 * project. It looks up a group of a token like an account, by its name alone, so such a group has that account's rights,
 * and what the group is granted, the account and everybody with that role are granted, too: `EnforceClaims` in
 * server/rbacpolicy/rbacpolicy.go, assets/builtin-policy.csv.
 */
export function isArgoSubject(group: string): boolean {
  return [breakGlass, releaseAccount, 'admin'].includes(group) || /^(role|proj):/.test(group);
}
