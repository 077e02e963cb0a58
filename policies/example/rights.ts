import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { resource } from '../../generators/model/resource.ts';
import { metadataOf } from './parts.ts';

const metadata = metadataOf('api', 'backend');

/** What `api` may do in the Kubernetes API: not in the complete set, but valid beside it. */
export const role = resource<IRole>({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata,
  rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
});

/** Gives it that right. */
export const binding = resource<IRoleBinding>({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata,
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'api' },
  subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'backend' }],
});
