import type { Resource } from '../../model/resource.ts';
import { account } from './account.ts';
import type { Shared } from './clusterApp.ts';

/** The account as which External Secrets reads the Secrets of one namespace of its own cluster. */
export const secretReaderName = 'secret-reader';

/**
 * The account and its right: to get these Secrets of the namespace, and nothing else. Asking what it may do, as the
 * operator does first, Kubernetes allows every account (`system:basic-user`), and a right to get some Secrets is enough
 * for the store to be ready: `providers/v1/kubernetes/validate.go` of external-secrets/external-secrets.
 *
 * A rule without names would mean every Secret: where there are none to read, it names the account itself, and no Secret
 * is called so. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function secretReader(namespace: string, secrets: readonly string[], shared: Shared): Resource[] {
  const resourceNames = secrets.length > 0 ? [...new Set(secrets)].sort() : [secretReaderName];
  const right = { apiGroups: [''], resources: ['secrets'], resourceNames, verbs: ['get'] };
  return account({ name: secretReaderName, namespace, labels: shared.labels, right });
}

/**
 * The account of a namespace that is a local cluster's secret manager and holds nothing else: it may get every Secret
 * there, because a developer puts entries there by hand.
 */
export function entryReader(namespace: string, shared: Shared): Resource[] {
  return account({
    name: secretReaderName,
    namespace,
    labels: shared.labels,
    right: { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
    wideBecause: 'the namespace is the secret manager of a local cluster: all in it is to be read',
  });
}
