import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { exceptionAnnotation } from '../../model/exceptions.ts';
import { type Resource, resource } from '../../model/resource.ts';
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
  return reader(namespace, { apiGroups: [''], resources: ['secrets'], resourceNames, verbs: ['get'] }, shared);
}

/**
 * The account of a namespace that is a local cluster's secret manager and holds nothing else: it may get every Secret
 * there, because a developer puts entries there by hand.
 */
export function entryReader(namespace: string, shared: Shared): Resource[] {
  return reader(namespace, { apiGroups: [''], resources: ['secrets'], verbs: ['get'] }, shared, {
    [exceptionAnnotation('rights-narrow')]:
      'the namespace is the secret manager of a local cluster: all in it is to be read',
  });
}

function reader(
  namespace: string,
  rule: NonNullable<IRole['rules']>[number],
  { labels }: Shared,
  annotations?: Record<string, string>,
): Resource[] {
  const metadata = { name: secretReaderName, namespace, labels };
  return [
    resource<IServiceAccount>({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
    }),
    resource<IRole>({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { ...metadata, annotations },
      rules: [rule],
    }),
    resource<IRoleBinding>({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: secretReaderName },
      subjects: [{ kind: 'ServiceAccount', name: secretReaderName, namespace }],
    }),
  ];
}
