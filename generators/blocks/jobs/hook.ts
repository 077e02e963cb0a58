import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../model/resource.ts';
import { checksum } from '../checksum.ts';

/**
 * A job that Argo CD runs in one wave of every sync: a new one each time, in place of the one before, whose log stays
 * readable until then. A job that fails fails the sync, and what is in later waves is not touched.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 *
 * Sync status and health of an Application leave hooks out (`controller/state.go` and `controller/health.go` of Argo CD):
 * it may be Synced and Healthy while one runs, and a change of a hook alone begins no sync. Therefore the next wave has a
 * ConfigMap with a checksum of the job. It is missing or OutOfSync until the job has completed, and so the stage after
 * this one waits for the job.
 */
export function hook(job: Resource, wave: number): Resource[] {
  const { name, namespace, labels, annotations } = job.metadata;
  const metadata = {
    ...job.metadata,
    annotations: {
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      ...annotations,
    },
  };
  const completed = resource<IConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${name}-completed`, namespace, labels },
    data: { job: checksum(job) },
  });
  return [inWave({ ...job, metadata }, wave), inWave(completed, wave + 1)];
}

/** An object in a wave of a sync. What names none is in wave 0. */
export function inWave(object: Resource, wave: number): Resource {
  const { annotations, ...metadata } = object.metadata;
  const inThis = { ...annotations, 'argocd.argoproj.io/sync-wave': String(wave) };
  return { ...object, metadata: { ...metadata, annotations: inThis } };
}
