import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { fieldsIn } from '../../kubernetes/fields.ts';
import { at, count, entriesAt, listAt } from '../../kubernetes/reading.ts';
import { type Reference, reference, referencesAt } from '../../kubernetes/reference.ts';
import { subjectsOf } from '../../kubernetes/rights.ts';
import { containersOf, type Workload, workloadKinds, workloadOf } from '../../kubernetes/workload.ts';
import { pluginReferences } from '../gateways/references.ts';
import { type ByKind, none, type System } from '../system.ts';
import { claimSizes, claimsWithoutSizes } from './claims.ts';
import { workloadMemory } from './memory.ts';
import { podReferences } from './podReferences.ts';
import { podsOfWorkload } from './pods.ts';
import { sentinelQuorum } from './sentinel.ts';
import { deploymentSteps, statefulSetSteps } from './steps.ts';

/**
 * The kinds that Kubernetes itself serves. What cannot change is what the API server's validation refuses, kind by kind
 * in https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const builtIn: System = {
  pods: ofWorkloads((workload, view: ClusterView) => [podsOfWorkload(workload, view)]),
  images: ofWorkloads((workload) =>
    containersOf(workload).map(({ container, field }) => ({ field: `${field}.image`, value: container.image ?? '' })),
  ),
  secrets: {
    '/Secret': ({ resource }) => {
      const keys = [...entriesAt(resource, ['data']), ...entriesAt(resource, ['stringData'])].map(([key]) => key);
      return { [resource.metadata.name]: keys };
    },
  },
  references: {
    ...ofWorkloads(podReferences),
    'apps/StatefulSet': (from) => [
      ...podReferences(workloadOf(from)),
      ...referencesAt(from, {
        'spec.serviceName': 'Service',
        'spec.volumeClaimTemplates[].spec.storageClassName': 'StorageClass',
      }),
    ],
    '/PersistentVolumeClaim': (from) => referencesAt(from, { 'spec.storageClassName': 'StorageClass' }),
    '/Service': pluginReferences,
    'rbac.authorization.k8s.io/RoleBinding': (from) => [
      ...(at(from.resource, ['roleRef', 'kind']) === 'Role' ? referencesAt(from, { 'roleRef.name': 'Role' }) : []),
      ...accountsBound(from),
    ],
    'rbac.authorization.k8s.io/ClusterRoleBinding': accountsBound,
  },
  volumes: {
    '/PersistentVolumeClaim': fieldsIn('spec.resources.requests.storage'),
    'apps/StatefulSet': claimSizes,
  },
  immutable: {
    'apps/Deployment': fieldsIn('spec.selector'),
    'apps/DaemonSet': fieldsIn('spec.selector'),
    'apps/StatefulSet': (built) => [
      ...fieldsIn('spec.selector', 'spec.serviceName', 'spec.podManagementPolicy')(built),
      claimsWithoutSizes(built),
    ],
    'batch/Job': fieldsIn('spec.selector', 'spec.template', 'spec.completionMode', 'spec.podFailurePolicy'),
    '/Service': fieldsIn('spec.clusterIP', 'spec.clusterIPs', 'spec.loadBalancerClass'),
    '/PersistentVolumeClaim': fieldsIn(
      'spec.accessModes',
      'spec.dataSource',
      'spec.selector',
      'spec.storageClassName',
      'spec.volumeMode',
      'spec.volumeName',
    ),
    'storage.k8s.io/StorageClass': fieldsIn('provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'),
    'scheduling.k8s.io/PriorityClass': fieldsIn('value', 'preemptionPolicy'),
    'rbac.authorization.k8s.io/RoleBinding': fieldsIn('roleRef'),
    'rbac.authorization.k8s.io/ClusterRoleBinding': fieldsIn('roleRef'),
    'networking.k8s.io/IngressClass': fieldsIn('spec.controller'),
    'node.k8s.io/RuntimeClass': fieldsIn('handler'),
  },
  // A namespace and a definition take with them what is in them.
  data: {
    '/PersistentVolumeClaim': () => true,
    '/PersistentVolume': () => true,
    '/Namespace': () => true,
    'apiextensions.k8s.io/CustomResourceDefinition': () => true,
    'apps/StatefulSet': ({ resource }) => listAt(resource, ['spec', 'volumeClaimTemplates']).length > 0,
  },
  quorum: { 'apps/StatefulSet': sentinelQuorum },
  memory: ofWorkloads(workloadMemory),
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: {
    '/Service': ({ resource }) => {
      const ports = listAt(resource, ['spec', 'ports']).map((one) => count(at(one, ['port']), 0));
      return [{ name: resource.metadata.name, ports }];
    },
  },
  steps: { 'apps/Deployment': deploymentSteps, 'apps/StatefulSet': statefulSetSteps },
  promises: none,
};

/** The accounts to which a binding gives a role. */
function accountsBound(from: Built): Reference[] {
  return subjectsOf(from).flatMap(({ kind, name, namespace }, index) =>
    kind === 'ServiceAccount'
      ? reference(from, `subjects[${index}].name`, kind, name).map((one) => ({
          ...one,
          namespace: namespace ?? one.namespace,
        }))
      : [],
  );
}

/** The same for every kind of workload. */
function ofWorkloads<A extends readonly unknown[], T>(
  say: (workload: Workload, ...asked: A) => T,
): ByKind<(built: Built, ...asked: A) => T> {
  const ofWorkload = (built: Built, ...asked: A) => say(workloadOf(built), ...asked);
  return Object.fromEntries(workloadKinds.map((kind) => [kind, ofWorkload]));
}
