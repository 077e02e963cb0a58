import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IEnvFromSource } from 'kubernetes-models/v1/EnvFromSource';
import { type Resource, resource } from '../../model/resource.ts';
import { poolAnnotations } from '../pools.ts';
import { priorityClassName } from '../priority.ts';
import { withoutDigest } from '../workload/annotations.ts';
import { containerText } from '../workload/containerText.ts';
import { identityLabels } from '../workload/identityLabels.ts';
import { resourcesOf } from '../workload/resources.ts';
import { containerSecurity, podSecurity } from '../workload/security.ts';
import { volumes } from '../workload/volumes.ts';
import type { Task } from '../workload/workload.ts';
import { drainedAgain } from './drained.ts';
import type { JobSpec } from './spec.ts';

/**
 * The Job itself: one pod at a time, under the same restrictions as the app's own. It fails for good after its retries or
 * its deadline, whichever is first.
 */
export function jobOf(spec: JobSpec, task: Task): Resource {
  const { owner, pods, inputs, priority, runtime } = task;
  return resource<IJob>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: pods.name,
      namespace: pods.namespace,
      labels: pods.labels,
      annotations: { ...withoutDigest(task), ...poolAnnotations(inputs.graph) },
    },
    spec: {
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
          securityContext: podSecurity(runtime),
          containers: [container(spec, task)],
          volumes: volumes(task).sources,
        },
      },
    },
  });
}

function container({ command }: JobSpec, task: Task): IContainer {
  const { owner, runtime, config, secrets } = task;
  const sources: IEnvFromSource[] = [];
  if (Object.keys(config).length > 0) sources.push({ configMapRef: { name: owner.name } });
  if (Object.keys(secrets).length > 0) sources.push({ secretRef: { name: owner.name } });
  return {
    name: owner.name,
    image: runtime.image,
    imagePullPolicy: 'IfNotPresent',
    command: command?.map(containerText),
    envFrom: sources.length > 0 ? sources : undefined,
    resources: resourcesOf(task),
    securityContext: containerSecurity,
    volumeMounts: volumes(task).mounts,
  };
}
