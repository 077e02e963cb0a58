import { exceptionAnnotation } from '../../model/exceptions.ts';
import { oneVersionAnnotation } from '../../model/oneVersion.ts';
import { poolAnnotations } from '../pools.ts';
import { companionTask } from './companions.ts';
import { secretFiles } from './files.ts';
import { withoutProbes } from './lifecycle.ts';
import { probesInUse } from './pod.ts';
import type { Task, Workload } from './workload.ts';

/** Annotations of a Deployment or StatefulSet for Reloader and for the rules. Absent without any. */
export function workloadAnnotations(workload: Workload): Record<string, string> | undefined {
  const annotations = {
    ...restartOnRotation(workload),
    ...withoutDigest(workload),
    ...withoutTokens(workload),
    ...inOneVersion(workload),
    ...poolAnnotations(workload.inputs.graph),
    ...lackingProbes(workload),
  };
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}

/**
 * Pods read a secret when they start. Reloader restarts them, by the same rolling update, when External Secrets has
 * fetched a new value. It watches Secrets alone: a new ConfigMap already changes the checksum in the pod template, and
 * `reloader.stakater.com/auto` would roll the same pods a second time.
 * https://docs.stakater.com/reloader/reference/annotations.html
 */
function restartOnRotation(workload: Workload): Record<string, string> {
  const { secrets, files, beside } = workload;
  const ofCompanions = beside.map((one) => companionTask(workload, one).secrets);
  const hasSecrets = Object.keys(Object.assign({}, secrets, secretFiles(files), ...ofCompanions)).length > 0;
  return hasSecrets ? { 'secret.reloader.stakater.com/auto': 'true' } : {};
}

/** What rules compare: two versions of its program never run side by side. */
function inOneVersion({ runtime: { oneVersion } }: Workload): Record<string, string> {
  return oneVersion === undefined ? {} : { [oneVersionAnnotation]: oneVersion };
}

/** A container without a probe is a declared exception. */
function lackingProbes(workload: Workload): Record<string, string> {
  const sidecars = workload.beside.filter((one) => one.part === 'sidecar');
  const why = [probesInUse(workload), ...sidecars].flatMap((one) => withoutProbes(one) ?? []).join(' ');
  return why === '' ? {} : { [exceptionAnnotation('probes-set')]: why };
}

/** A published app that knows its callers otherwise than by tokens is a declared exception. */
function withoutTokens({ callersKnownBy }: Workload): Record<string, string> {
  return callersKnownBy === undefined ? {} : { [exceptionAnnotation('callers-known')]: callersKnownBy };
}

/** An image whose digest nobody knows yet is a declared exception; one with a digest needs none. */
export function withoutDigest(task: Task): Record<string, string> {
  const all = [task, ...task.beside.map((one) => companionTask(task, one))];
  const why = all.flatMap(({ runtime: { image, undigested } }) =>
    undigested && !image.includes('@') ? undigested : [],
  );
  return why.length > 0 ? { [exceptionAnnotation('image-pinned')]: why.join(' ') } : {};
}
