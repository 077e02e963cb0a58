import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type Metadata, type Resource, resource } from '../../../model/resource.ts';
import type { PrometheusSystem } from './system.ts';

const group = 'rbac.authorization.k8s.io';
const read = ['get', 'list', 'watch'];

/**
 * The account of Prometheus. It may see pods, to find its targets, and nodes, for the zone of each, and read what kubelets
 * measure: https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization; and the
 * pods behind Services where there is an Alertmanager.
 * https://prometheus-operator.dev/docs/platform/rbac/
 */
export function prometheusAccess({ owner, labels, alertmanagers }: PrometheusSystem): Resource[] {
  const subjects = [{ kind: 'ServiceAccount', name: owner.name, namespace: owner.namespace }];
  const namespaces = [...new Set(alertmanagers.map(({ namespace }) => namespace))];
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
        { apiGroups: [''], resources: ['pods', 'nodes'], verbs: read },
        { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
      ],
    }),
    resource<IClusterRoleBinding>({
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: owner.name, labels },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: owner.name },
      subjects,
    }),
    ...namespaces.flatMap((namespace) =>
      alertmanagersRole({ name: `${owner.name}-alertmanagers`, namespace, labels }, subjects),
    ),
  ];
}

/** Rights to find the pods of an Alertmanager: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#endpointslice */
function alertmanagersRole(metadata: Metadata, subjects: IRoleBinding['subjects']): Resource[] {
  return [
    resource<IRole>({
      apiVersion: `${group}/v1`,
      kind: 'Role',
      metadata,
      rules: [
        { apiGroups: [''], resources: ['services'], verbs: read },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
      ],
    }),
    resource<IRoleBinding>({
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name: metadata.name },
      subjects,
    }),
  ];
}
