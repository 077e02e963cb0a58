import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { type Resource, resource } from '../../model/resource.ts';
import { workloadAnnotations } from './annotations.ts';
import { podTemplate } from './pod.ts';
import type { Workload } from './workload.ts';

/**
 * StatefulSet of pods that keep their number, and nothing else: no volumes outlive them. They start and stop together,
 * and roll out one after the other. Kubernetes never runs two pods of one number: when a node is lost, the successor of
 * its pod waits until the node is back or its Node object is deleted,
 * https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/.
 */
export function statefulSet(workload: Workload, replicas: number): Resource {
  const { owner, pods } = workload;
  return resource<IStatefulSet>({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name: pods.name,
      namespace: pods.namespace,
      labels: pods.labels,
      annotations: workloadAnnotations(workload),
    },
    spec: {
      replicas,
      serviceName: owner.name,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      revisionHistoryLimit: 3,
      selector: { matchLabels: { ...pods.selector } },
      template: podTemplate(workload, 'controller-revision-hash'),
    },
  });
}
