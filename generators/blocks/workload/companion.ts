import type { Inputs } from '../../model/inputs.ts';
import type { Probes } from '../probe.ts';
import type { ImageRegistry } from '../runtime.ts';
import type { Value } from '../secrets/value.ts';
import type { ContainerText } from './containerText.ts';

/** What a further container of a pod declares, beside that of the app or job. */
export interface CompanionSpec {
  /** Name of the container. Its image is called `<app or job>-<name>` in `images.yaml`, its objects likewise. */
  readonly name: string;
  /** `registry/name:tag@sha256:digest`. */
  readonly image: string;
  /** Reason why the image has no digest. */
  readonly undigested?: string;
  /** The registry that it comes from, where that asks for a login. */
  readonly registry?: ImageRegistry;
  /** Numeric user. Default: that of the app. */
  readonly user?: number;
  readonly command?: readonly ContainerText[];
  readonly args?: (inputs: Inputs) => readonly ContainerText[];
  readonly env?: (inputs: Inputs) => Readonly<Record<string, Value>>;
  /** Requests. Memory is also its limit; CPU may burst to four times the request. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Folders of its own that it writes to, with the most they may hold. */
  readonly writable?: Readonly<Record<string, string>>;
  /** Paths of the app's folders and files that it has, too, at the same place. */
  readonly shares?: readonly string[];
}

/** What a sidecar declares. Its probes name its own ports, which its pod alone reaches. */
export interface SidecarSpec extends CompanionSpec, Probes {
  readonly ports?: Readonly<Record<string, number>>;
  /** The longest time in minutes until its startup probe succeeds. Default: 5. */
  readonly startMinutes?: number;
}

/** A further container of a pod: a sidecar, which runs as long as the pod, or one that runs before the others. */
export type Companion = (SidecarSpec & { readonly part: 'sidecar' }) | (CompanionSpec & { readonly part: 'init' });

/**
 * A sidecar, such as a cloud's proxy for SQL: it is ready before the app starts, and ends after it, in jobs, too.
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function sidecar(spec: SidecarSpec): Companion {
  return { ...spec, part: 'sidecar' };
}

/** A container that runs to its end before the app starts: https://kubernetes.io/docs/concepts/workloads/pods/init-containers/ */
export function initContainer(spec: CompanionSpec): Companion {
  return { ...spec, part: 'init' };
}

/** The images of the companions of an app or a job, by their names in `images.yaml`. */
export function companionImages(owner: string, beside: readonly Companion[] = []): Record<string, string> {
  return Object.fromEntries(beside.map(({ name, image }) => [`${owner}-${name}`, image]));
}
