import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import { resource } from '../../generators/model/resource.ts';
import { metadataOf } from './parts.ts';
import { examplePod, initContainer, labelsOf } from './pod.ts';

const { containers: _, topologySpreadConstraints: __, ...pod } = examplePod('worker');

/** A job of the app `worker`: not in the complete set, but valid beside it. */
export const cronJob = resource<ICronJob>({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { ...metadataOf('worker', 'backend'), name: 'worker-cleanup' },
  spec: {
    schedule: '17 3 * * *',
    jobTemplate: {
      spec: {
        template: {
          metadata: { labels: { ...labelsOf('worker'), 'app.kubernetes.io/component': 'cleanup' } },
          spec: {
            ...pod,
            restartPolicy: 'Never',
            containers: [initContainer('worker')],
          },
        },
      },
    },
  },
});

/** A job of the app `worker` that Argo CD runs before each roll-out: not in the complete set, but valid beside it. */
export const hook = resource<IJob>({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: {
    ...metadataOf('worker', 'backend'),
    name: 'worker-migration',
    annotations: { 'argocd.argoproj.io/hook': 'Sync' },
  },
  spec: {
    template: {
      metadata: { labels: { ...labelsOf('worker'), 'app.kubernetes.io/component': 'migration' } },
      spec: { ...pod, restartPolicy: 'Never', containers: [initContainer('worker')] },
    },
  },
});
