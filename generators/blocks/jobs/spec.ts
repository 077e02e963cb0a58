import type { Edge } from '../../model/edge.ts';
import type { AppSettings, Inputs } from '../../model/inputs.ts';
import type { Bindings } from '../bindings.ts';
import type { TaskRuntime } from '../runtime.ts';
import type { SecretValue, Value } from '../secrets/value.ts';
import type { Companion } from '../workload/companion.ts';
import type { ContainerText } from '../workload/containerText.ts';
import type { Files } from '../workload/files.ts';
import type { JobVolume } from '../workload/volume.ts';

/** Edges that a job may have. Its account has no token for the Kubernetes API. */
export type JobEdge = Exclude<Edge, { to: 'kubernetes-api' }>;

/** By the clock: a cron schedule of five fields, in UTC. */
export interface Every {
  readonly schedule: string;
}

/** When a job runs by the clock: `every('30 3 * * *')` is half past three each night, in UTC. */
export function every(schedule: string): Every {
  return { schedule };
}

/** A job of an app. */
export interface JobSpec {
  /**
   * Name of the job and its pods. Never the app's own name: the app's Service and disruption budget would select them.
   */
  readonly name: string;
  /**
   * At every sync of its app, by Argo CD: `before` the roll-out, which it blocks by failing, or `after` it; `every` so
   * often by the clock; or `once`, whenever a person runs it.
   */
  readonly when: 'before' | 'after' | 'once' | Every;
  /** Runtime of the job, given the app's images; `undefined` where there is nothing to run. */
  runtime(images: Readonly<Record<string, string>>): TaskRuntime | undefined;
  /** Images it has beyond the app's own, by name. */
  readonly images: Readonly<Record<string, string>>;
  readonly uses: Readonly<Record<string, JobEdge>>;
  /** Requests of its pod. Memory is also its limit; CPU may burst to four times the request. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Devices that its pod gets of its node, as those of an app: the setting `jobs.<job>.nodes` names the class that has them. */
  readonly devices?: Readonly<Record<string, number>>;
  /** Deadline in minutes, retries included; then the job has failed. */
  readonly minutes: number;
  /** Number of further pods after the first one that failed. */
  readonly retries: number;
  readonly command?: readonly ContainerText[];
  /** Further containers of its pod: `sidecar(…)` and `initContainer(…)`. */
  readonly beside?: readonly Companion[];
  /**
   * Volumes of its app, by the path at which its container has them; `readOnly(…)` of one that it does not write. A volume
   * that one pod may have is none for a job. What pods have for themselves (`writable`) goes with each of them.
   */
  readonly volumes?: Readonly<Record<string, JobVolume<'node' | 'many'>>>;
  env?(context: JobContext): Readonly<Record<string, Value>>;
  /** Files that it reads, as those of an app. */
  files?(context: JobContext): Files;
}

/** Arguments of a job's functions. */
export interface JobContext<
  U extends Readonly<Record<string, Edge>> = Readonly<Record<string, Edge>>,
  K extends string = string,
> {
  readonly uses: Bindings<U>;
  /** The app's settings. */
  readonly settings: AppSettings;
  readonly inputs: Inputs;
  /** The value of a key in the app's own entry in the secret manager, `<prefix>-<app>`. */
  readonly own: (key: K) => SecretValue;
}
