import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { type Resource, resource } from '../../model/resource.ts';
import { isScaled } from '../scaling/autoscaler.ts';
import type { Rollout } from '../spec.ts';
import { workloadAnnotations } from './annotations.ts';
import { startSeconds } from './lifecycle.ts';
import { podTemplate } from './pod.ts';
import type { UpdateWay } from './update.ts';
import type { ScaledWorkload } from './workload.ts';

/**
 * Deployment of pods that are all alike. A roll-out removes no pod before its successor is ready (`maxUnavailable: 0`),
 * and starts a quarter of them at once, unless the app says otherwise. `replicas` is left out where there is an
 * autoscaler: two writers would undo each other's changes.
 */
export function deployment(workload: ScaledWorkload, rollout?: Rollout, update: UpdateWay = 'rolling'): Resource {
  const { pods, scale } = workload;
  return resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: pods.name,
      namespace: pods.namespace,
      labels: pods.labels,
      annotations: workloadAnnotations(workload),
    },
    spec: {
      replicas: isScaled(scale) ? undefined : scale.min,
      revisionHistoryLimit: 3,
      minReadySeconds: rollout?.minReadySeconds,
      progressDeadlineSeconds: progressDeadline(workload, rollout),
      strategy:
        update === 'recreate'
          ? { type: 'Recreate' }
          : { type: 'RollingUpdate', rollingUpdate: { maxSurge: rollout?.maxSurge ?? '25%', maxUnavailable: 0 } },
      selector: { matchLabels: { ...pods.selector } },
      template: podTemplate(workload, 'pod-template-hash'),
    },
  });
}

/** Seconds in which a roll-out has to get on: ten minutes, or longer than a pod may take to start and to have been ready. */
function progressDeadline({ runtime }: ScaledWorkload, rollout?: Rollout): number {
  return Math.max(600, startSeconds(runtime) + (rollout?.minReadySeconds ?? 0) + 300);
}
