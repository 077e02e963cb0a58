import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Resource, resource } from '../../model/resource.ts';
import type { Shared } from './clusterApp.ts';
import { defaultDeny } from './defaultDeny.ts';
import { namespace } from './namespace.ts';

/** Where a developer puts Secrets by hand, and the account that External Secrets reads them as. */
export const developmentSecrets = { namespace: 'development-secrets', reader: 'secret-reader' } as const;

/**
 * A local cluster's own secret manager: a namespace with one Secret for each entry that apps refer to, a key for each
 * property. No pod runs there. The reader may get Secrets there and nothing else; asking what it may do, as the
 * operator does first, Kubernetes allows every account (`system:basic-user`).
 *
 * These are objects that only local clusters have: whether they exist depends on the cluster, what they are called
 * never does.
 */
export function developmentSecretManager(shared: Shared): Resource[] {
  const { labels } = shared;
  const metadata = { name: developmentSecrets.reader, namespace: developmentSecrets.namespace, labels };
  return [
    namespace(developmentSecrets.namespace, shared),
    defaultDeny(developmentSecrets.namespace, shared),
    resource<IServiceAccount>({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
    }),
    resource<IRole>({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
    }),
    resource<IRoleBinding>({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: metadata.name, namespace: metadata.namespace }],
    }),
  ];
}
