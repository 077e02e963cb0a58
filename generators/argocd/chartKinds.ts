import type { PermittedKind } from './kinds.ts';
import { argoPriority } from './values/priority.ts';

const kinds = (group: string, ...names: string[]): PermittedKind[] => names.map((kind) => ({ group, kind }));

/**
 * Namespaced kinds in the charts of operators. `npm run test:charts` compares the charts with this list. cert-manager's
 * kinds are the certificates of webhooks; a gateway that its chart runs scales.
 */
export const chartNamespacedKinds: readonly PermittedKind[] = [
  ...kinds('', 'ConfigMap', 'Secret', 'Service', 'ServiceAccount'),
  ...kinds('apps', 'DaemonSet', 'Deployment', 'StatefulSet'),
  ...kinds('autoscaling', 'HorizontalPodAutoscaler'),
  ...kinds('cert-manager.io', 'Certificate', 'Issuer'),
  ...kinds('networking.k8s.io', 'NetworkPolicy'),
  ...kinds('policy', 'PodDisruptionBudget'),
  ...kinds('rbac.authorization.k8s.io', 'Role', 'RoleBinding'),
];

/**
 * Cluster-scoped kinds in the charts of operators. Namespace is not among them: a project allows each namespace by its
 * name.
 */
export const chartClusterKinds: readonly PermittedKind[] = [
  ...kinds(
    'admissionregistration.k8s.io',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ),
  ...kinds('apiextensions.k8s.io', 'CustomResourceDefinition'),
  ...kinds('apiregistration.k8s.io', 'APIService'),
  ...kinds('rbac.authorization.k8s.io', 'ClusterRole', 'ClusterRoleBinding'),
];

/** Kinds that Argo CD's own chart has and those of operators lack. */
export const argoCdNamespacedKinds: readonly PermittedKind[] = [
  ...chartNamespacedKinds.filter(({ group }) => !['autoscaling', 'cert-manager.io'].includes(group)),
  ...kinds('argoproj.io', 'AppProject', 'Application', 'ApplicationSet'),
  ...kinds('batch', 'Job'),
];
export const argoCdClusterKinds: readonly PermittedKind[] = [
  ...chartClusterKinds.filter(({ group }) => group === 'apiextensions.k8s.io' || group === 'rbac.authorization.k8s.io'),
  { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: argoPriority.metadata.name },
];
