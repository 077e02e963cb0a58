import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import { type Resource, resource } from '../../model/resource.ts';
import type { Task } from '../workload/workload.ts';
import { jobMetadata, jobSpec } from './jobOf.ts';
import type { JobSpec } from './spec.ts';

/** Seconds within which a run that was missed, because the control plane was away, is made up for. */
const startingDeadlineSeconds = 600;

/**
 * A job that a clock or a person starts: a CronJob, so that neither a sync nor a new revision runs it. One run at a time.
 * One that people start is suspended for ever, and `kubectl create job --from=cronjob/<name> <another name>` runs it.
 * Argo CD shows an app as Degraded while the last run by the clock has failed, and a suspended one as Healthy
 * (`resource_customizations/batch/CronJob/health.lua`).
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export function cronJob(schedule: string | undefined, spec: JobSpec, task: Task): Resource {
  return resource<ICronJob>({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: jobMetadata(task),
    spec: {
      // A schedule is required, also of what never runs by it.
      schedule: schedule ?? '0 0 1 1 *',
      timeZone: 'Etc/UTC',
      suspend: schedule === undefined,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { metadata: { labels: task.pods.labels }, spec: jobSpec(spec, task) },
    },
  });
}
