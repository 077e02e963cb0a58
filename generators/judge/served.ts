import type { Finding, Scope } from '../model/finding.ts';
import type { Operator } from '../model/operator.ts';
import { groupOf, nameOf, type Resource } from '../model/resource.ts';

/**
 * Findings about custom resources that no operator serves: no controller would reconcile them, and without their CRD
 * the sync fails. One finding for each kind of an app in a cluster.
 */
export function unserved(operators: readonly Operator[], objects: readonly Resource[], where: Scope): Finding[] {
  const served = new Set(operators.flatMap(({ groups }) => groups));
  const kinds = new Map<string, Resource>();
  for (const object of objects) {
    const group = groupOf(object);
    if (kubernetesGroups.has(group) || provisionerGroups.has(group) || served.has(group)) continue;
    const kind = `${group}/${object.kind}`;
    if (!kinds.has(kind)) kinds.set(kind, object);
  }
  return [...kinds.values()].map((object) => ({
    code: 'kind-without-operator',
    severity: 'error',
    message: `${nameOf(object)} is of the group ${groupOf(object)}, which no operator serves.`,
    fix: 'Declare the operator in apps/operators and pin its chart in overlays/fleet.yaml, or name the group where it is served.',
    object: nameOf(object),
    in: where,
  }));
}

/** The API groups of Kubernetes itself: https://kubernetes.io/docs/reference/kubernetes-api/ */
const kubernetesGroups = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/**
 * The API groups of what starts nodes. No operator of the fleet serves them: it is there before any pod can run, because
 * the cloud has it (ComputeClasses, Node Auto-Provisioning) or whoever makes the cluster installs it (Karpenter).
 */
const provisionerGroups = new Set(['karpenter.sh', 'karpenter.k8s.aws', 'karpenter.azure.com', 'cloud.google.com']);
