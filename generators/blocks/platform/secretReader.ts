import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Resource, resource } from '../../model/resource.ts';
import type { Shared } from './clusterApp.ts';

/** The account as which External Secrets reads the Secrets of one namespace of its own cluster. */
export const secretReaderName = 'secret-reader';

/**
 * The account and its right: to get Secrets of this namespace whose name it knows, and nothing else. Asking what it may
 * do, as the operator does first, Kubernetes allows every account (`system:basic-user`).
 */
export function secretReader(namespace: string, { labels }: Shared): Resource[] {
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
      metadata,
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
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
