import type { Kind } from './kinds.ts';
import { argoPriority } from './values/priority.ts';

const kinds = (group: string, ...names: string[]): Kind[] => names.map((kind) => ({ group, kind }));

/**
 * What the charts of operators consist of, in their namespaces. `npm run test:charts` holds the charts against it.
 * cert-manager's kinds are the certificates of webhooks.
 */
export const chartNamespacedKinds: readonly Kind[] = [
  ...kinds('', 'ConfigMap', 'Secret', 'Service', 'ServiceAccount'),
  ...kinds('apps', 'Deployment'),
  ...kinds('cert-manager.io', 'Certificate', 'Issuer'),
  ...kinds('networking.k8s.io', 'NetworkPolicy'),
  ...kinds('policy', 'PodDisruptionBudget'),
  ...kinds('rbac.authorization.k8s.io', 'Role', 'RoleBinding'),
];

/** Cluster-scoped kinds in the charts of operators, without Namespace: those are allowed by their names. */
export const chartClusterKinds: readonly Kind[] = [
  ...kinds('admissionregistration.k8s.io', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'),
  ...kinds('apiextensions.k8s.io', 'CustomResourceDefinition'),
  ...kinds('apiregistration.k8s.io', 'APIService'),
  ...kinds('rbac.authorization.k8s.io', 'ClusterRole', 'ClusterRoleBinding'),
];

/** What Argo CD's own chart has beyond that of operators. */
export const argoCdNamespacedKinds: readonly Kind[] = [
  ...chartNamespacedKinds.filter(({ group }) => group !== 'cert-manager.io'),
  ...kinds('apps', 'StatefulSet'),
  ...kinds('argoproj.io', 'AppProject', 'Application', 'ApplicationSet'),
  ...kinds('batch', 'Job'),
];
export const argoCdClusterKinds: readonly Kind[] = [
  ...chartClusterKinds.filter(({ group }) => group === 'apiextensions.k8s.io' || group === 'rbac.authorization.k8s.io'),
  { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: argoPriority.metadata.name },
];
