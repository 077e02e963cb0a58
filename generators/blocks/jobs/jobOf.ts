import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { type Resource, resource } from '../../model/resource.ts';
import { placementOf } from '../nodes/placement.ts';
import { poolAnnotations } from '../pools.ts';
import { priorityClassName } from '../priority.ts';
import { withoutDigest } from '../workload/annotations.ts';
import { companionContainers, podVolumes } from '../workload/companions.ts';
import { containerText } from '../workload/containerText.ts';
import { environmentOf } from '../workload/environmentOf.ts';
import { identityLabels } from '../workload/identityLabels.ts';
import { onOneNode } from '../workload/oneNode.ts';
import { imagePullSecrets } from '../workload/pullSecrets.ts';
import { resourcesOf } from '../workload/resources.ts';
import { containerSecurity, podSecurity } from '../workload/security.ts';
import { volumes } from '../workload/volumes.ts';
import type { Task } from '../workload/workload.ts';
import { drainedAgain } from './drained.ts';
import type { JobSpec } from './spec.ts';

/** The Job itself. */
export function jobOf(spec: JobSpec, task: Task): Resource {
  return resource<IJob>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: jobMetadata(task),
    spec: jobSpec(spec, task),
  });
}

/** Name, labels and annotations of what runs a job. */
export function jobMetadata(task: Task): Resource['metadata'] {
  const { name, namespace, labels } = task.pods;
  const annotations = { ...withoutDigest(task), ...poolAnnotations(task.inputs.graph) };
  return { name, namespace, labels, ...(Object.keys(annotations).length > 0 && { annotations }) };
}

/**
 * What a Job does: one pod at a time, under the same restrictions as the app's own. It fails for good after its retries or
 * its deadline, whichever is first.
 */
export function jobSpec(spec: JobSpec, task: Task): NonNullable<IJob['spec']> {
  const { owner, pods, inputs, priority, runtime } = task;
  return {
    backoffLimit: spec.retries,
    activeDeadlineSeconds: spec.minutes * 60,
    podFailurePolicy: drainedAgain,
    template: {
      metadata: { labels: { ...pods.labels, ...identityLabels(inputs) } },
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: owner.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        priorityClassName: priorityClassName(inputs.fleet.name, priority),
        terminationGracePeriodSeconds: 30,
        imagePullSecrets: imagePullSecrets(task),
        securityContext: podSecurity(runtime),
        ...placementOf(task.settings, inputs),
        ...onOneNode(task.oneNode),
        initContainers: task.beside.length > 0 ? companionContainers(task) : undefined,
        containers: [container(spec, task)],
        volumes: podVolumes(task),
      },
    },
  };
}

function container({ command }: JobSpec, task: Task): IContainer {
  const { owner, runtime } = task;
  return {
    name: owner.name,
    image: runtime.image,
    imagePullPolicy: 'IfNotPresent',
    command: command?.map(containerText),
    envFrom: environmentOf(task),
    resources: resourcesOf(task),
    securityContext: containerSecurity,
    volumeMounts: volumes(task).mounts,
  };
}
