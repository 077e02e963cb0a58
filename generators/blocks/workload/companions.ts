import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { Failure } from '../../model/finding.ts';
import type { Resource } from '../../model/resource.ts';
import { checksum } from '../checksum.ts';
import type { TaskRuntime } from '../runtime.ts';
import { externalSecrets } from '../secrets/externalSecret.ts';
import { divided } from '../secrets/value.ts';
import type { Companion } from './companion.ts';
import { configChecksum, configMap } from './configMap.ts';
import { containerText } from './containerText.ts';
import { environmentOf } from './environmentOf.ts';
import { probes } from './lifecycle.ts';
import { resourcesOf } from './resources.ts';
import { containerSecurity } from './security.ts';
import { volumeName, volumes } from './volumes.ts';
import type { Task } from './workload.ts';

/** A companion as a task of its own: its variables and secrets are in objects of its own. */
export function companionTask(task: Task, companion: Companion): Task {
  const { inputs, owner, runtime } = task;
  const name = `${owner.name}-${companion.name}`;
  return {
    ...task,
    ...divided(companion.env?.(inputs) ?? {}),
    owner: { ...owner, name },
    runtime: runtimeOfCompanion(companion, inputs.images[name], runtime),
    settings: { resources: companion.resources },
    writable: {},
    devices: {},
    files: [],
    beside: [],
  };
}

function runtimeOfCompanion(
  companion: Companion,
  image: string | undefined,
  { user, group }: TaskRuntime,
): TaskRuntime {
  const { undigested, registry } = companion;
  return {
    image: image ?? companion.image,
    user: companion.user ?? user,
    group,
    ports: {},
    ...(undigested !== undefined && { undigested }),
    ...(registry && { registry }),
  };
}

/** The objects of the companions of a pod. */
export function companionObjects(task: Task): Resource[] {
  return task.beside.flatMap((companion) => {
    const own = companionTask(task, companion);
    return [...configMap(own), ...externalSecrets(own)];
  });
}

/** The companions of a pod as init containers, in the order of their declaration; a sidecar is one that keeps running. */
export function companionContainers(task: Task): IContainer[] {
  return task.beside.map((companion) => {
    const own = companionTask(task, companion);
    const args = companion.args?.(task.inputs).map(containerText);
    const isSidecar = companion.part === 'sidecar';
    return {
      name: companion.name,
      image: own.runtime.image,
      imagePullPolicy: 'IfNotPresent',
      restartPolicy: isSidecar ? 'Always' : undefined,
      command: companion.command?.map(containerText),
      args: args?.length ? args : undefined,
      envFrom: environmentOf(own),
      resources: resourcesOf(own),
      ...(isSidecar && portsAndProbes(companion)),
      securityContext: { ...containerSecurity, ...(companion.user !== undefined && { runAsUser: companion.user }) },
      volumeMounts: mountsOf(task, companion),
    };
  });
}

function portsAndProbes(companion: Extract<Companion, { part: 'sidecar' }>): Partial<IContainer> {
  const ports = Object.entries(companion.ports ?? {}).map(([name, containerPort]) => ({
    name,
    containerPort,
    protocol: 'TCP' as const,
  }));
  return { ...(ports.length > 0 && { ports }), ...probes(companion, companion.ports) };
}

/** The volumes of a pod, with those that companions alone write to. Absent without any. */
export function podVolumes(task: Task): IVolume[] | undefined {
  const ofCompanions = task.beside.flatMap((companion) =>
    Object.entries(companion.writable ?? {}).map(([path, sizeLimit]) => ({
      name: volumeOf(companion, path),
      emptyDir: { sizeLimit },
    })),
  );
  const all = [...(volumes(task).sources ?? []), ...ofCompanions];
  return all.length > 0 ? all : undefined;
}

/** Checksum of the configuration of all containers of a pod. */
export function podChecksum(task: Task): string {
  const own = configChecksum(task);
  if (task.beside.length === 0) return own;
  return checksum([own, ...task.beside.map((companion) => companionTask(task, companion).config)]);
}

function mountsOf(task: Task, companion: Companion): IVolumeMount[] | undefined {
  const { shares = [], writable = {} } = companion;
  const ofApp = volumes(task).mounts ?? [];
  const shared = shares.map((path) => {
    const mount = ofApp.find(({ mountPath }) => mountPath === path);
    if (mount) return mount;
    throw new Failure(
      `${companion.name} shares ${path} of ${task.owner.name}, which has no folder or file there`,
      `Name one of ${ofApp.map(({ mountPath }) => mountPath).join(', ') || 'its folders, once it has any'}.`,
    );
  });
  const own = Object.keys(writable).map((path) => ({ name: volumeOf(companion, path), mountPath: path }));
  return shared.length + own.length > 0 ? [...shared, ...own] : undefined;
}

/** Volumes of a pod have one set of names. */
function volumeOf({ name }: Companion, path: string): string {
  return volumeName(`/${name}${path}`);
}
