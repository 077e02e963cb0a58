import type { AppId, Keys } from '../model/appId.ts';
import type { TraceTarget } from './logging/traceTarget.ts';
import type { RequestMetrics } from './monitoring/objectives/requestMetrics.ts';
import type { HttpProbe, Probes } from './probe.ts';
import type { MemoryNeed } from './sizes/memoryNeed.ts';

/** A registry of images that asks for a login: its entry in the secret manager is `<prefix>-<name>`. */
export interface ImageRegistry {
  readonly name: string;
  /** As images name it, such as `ghcr.io`. */
  readonly host: string;
  readonly keys: Keys<'username' | 'password'>;
}

/**
 * Runtime of an image: what it needs to run, by its own documentation.
 * `P` are the ports that other apps may call; the image may have further ones (metrics, management).
 */
export interface Runtime<P extends string = string> extends Probes {
  /** `registry/name:tag@sha256:digest`; without a digest only where none is known and `undigested` says so. */
  readonly image: string;
  /** Reason why the image has no digest: excepts it from the rule image-pinned until `images.yaml` names one. */
  readonly undigested?: string;
  /** The registry that it comes from, where that asks for a login. */
  readonly registry?: ImageRegistry;
  /** Numeric: Kubernetes cannot tell whether a user given by name is root. */
  readonly user: number;
  readonly group: number;
  readonly ports: Readonly<Record<P, number>> & Readonly<Record<string, number>>;
  /** Those of its ports that are UDP. The others are TCP: a number that is both has two names. */
  readonly udp?: readonly string[];
  /** The longest time in minutes from the start of the container until its startup probe succeeds. Default: 5. */
  readonly startMinutes?: number;
  /** Where Prometheus reads its metrics. */
  readonly metrics?: Omit<HttpProbe, 'headers'>;
  /** What its metrics say of HTTP requests: `requestsPerSecond` scales on it, and objectives are measured by it. */
  readonly requests?: RequestMetrics;
  /** What it takes of memory: settings that give it less are refused. */
  readonly memory: MemoryNeed;
  /** The variables by which it sends traces. Absent: it has none. */
  readonly traces?: (target: TraceTarget) => Readonly<Record<string, string>>;
  /** The program that runs in place of the image's own entrypoint, and its first arguments. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  /** Folders it writes to, with the most they may hold; everything else is read-only. */
  readonly writable?: Readonly<Record<string, string>>;
  /** Folders it changes, which must begin with what the image holds there: copied at each start, at most so large. */
  readonly seeded?: Readonly<Record<string, string>>;
  /**
   * The program whose pods do not run together with those of another version, where it is such a one. A change of its
   * version then ends all pods before it starts others: its app has the setting `update`.
   */
  readonly oneVersion?: string;
  /** Longest time in seconds from SIGTERM until it has finished what it was doing. */
  readonly drainSeconds: number;
}

/**
 * Runtime of an image that runs to its end: it has no probes, nothing to drain, and no setting for its memory. Its job
 * says which command runs.
 */
export type TaskRuntime = Omit<Runtime, keyof Probes | 'startMinutes' | 'command' | 'memory' | 'drainSeconds'>;

/** Whether the company's own image is in use, not its stand-in. */
export function isOwn(image: string, { standIn }: OwnImage): boolean {
  return repositoryOf(image) !== repositoryOf(standIn.image);
}

/** A company's own image, and what runs in its place until `images.yaml` names one. */
export interface OwnImage<P extends string = string> {
  readonly own: Runtime<P>;
  readonly standIn: Runtime<P>;
}

/** Runtime for an image: an image of the stand-in's repository has the stand-in's ports and probes, at any tag. */
export function runtimeOf<P extends string>(image: string, runtime: Runtime<P> | OwnImage<P>): Runtime<P> {
  if (!('own' in runtime)) return { ...runtime, image };
  return { ...(isOwn(image, runtime) ? runtime.own : runtime.standIn), image };
}

/** The image an app starts with. */
export function defaultImage(runtime: Runtime | OwnImage): string {
  return 'own' in runtime ? runtime.standIn.image : runtime.image;
}

/** `ghcr.io/name/image` of `ghcr.io/name/image:tag@digest`. */
export function repositoryOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}

/** In-cluster address of an app's Service. */
export function hostOf({ name, tier }: Pick<AppId, 'name' | 'tier'>): string {
  return `${name}.${tier}.svc.cluster.local`;
}
