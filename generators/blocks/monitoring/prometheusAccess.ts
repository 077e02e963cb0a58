import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Resource, resource } from '../../model/resource.ts';
import type { PrometheusSystem } from './prometheusSystem.ts';

/**
 * The account of Prometheus. It may see pods, to find its targets, and nodes, for the zone of each, and read what kubelets
 * measure: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization
 * https://prometheus-operator.dev/docs/platform/rbac/
 */
export function prometheusAccess({ owner, labels }: PrometheusSystem): Resource[] {
  const group = 'rbac.authorization.k8s.io';
  return [
    resource<IServiceAccount>({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...owner, labels },
      automountServiceAccountToken: true,
    }),
    resource<IClusterRole>({
      apiVersion: `${group}/v1`,
      kind: 'ClusterRole',
      metadata: { name: owner.name, labels },
      rules: [
        { apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
      ],
    }),
    resource<IClusterRoleBinding>({
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: owner.name, labels },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: owner.name },
      subjects: [{ kind: 'ServiceAccount', name: owner.name, namespace: owner.namespace }],
    }),
  ];
}
