import type { AppSettings, Inputs } from '../../model/inputs.ts';
import type { CanarySettings } from '../canary/settings.ts';
import type { Labels } from '../labels.ts';
import type { Priority } from '../priority.ts';
import type { Probes } from '../probe.ts';
import type { Runtime, TaskRuntime } from '../runtime.ts';
import type { Scale } from '../scaling/scale.ts';
import type { SecretValue } from '../secrets/value.ts';
import type { Companion } from './companion.ts';
import type { ContainerText } from './containerText.ts';
import type { PodFiles } from './files.ts';
import type { PodOwner, Pods } from './pods.ts';
import type { UpdateWay } from './update.ts';
import type { MountedClaim, MountingJob } from './volume.ts';

/** The settings that every app that runs pods has. */
export interface PodSettings extends AppSettings {
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** The class of nodes that its pods run on. */
  readonly nodes?: string;
  /** The same of its jobs, by their names. */
  readonly jobs?: Readonly<Record<string, { readonly nodes?: string }>>;
}

/** The settings of an app whose pods are all alike. */
export interface ServiceSettings extends PodSettings {
  readonly scale: { readonly min: number; readonly max: number };
  readonly canary?: CanarySettings;
  readonly update?: UpdateWay;
}

/** Everything the parts of a workload are built from, resolved once per render. */
export interface Workload extends Task {
  readonly runtime: Runtime;
  /** Environment variables that each pod takes from itself, by the path of the field. */
  readonly podFields: Readonly<Record<string, string>>;
  /** Probes in place of those of its runtime. */
  readonly probes: Partial<Probes>;
  /** Empty: the image's own entrypoint. */
  readonly command: readonly ContainerText[];
  readonly args: readonly ContainerText[];
  /** What its gateway has to know of its Services. */
  readonly serviceAnnotations: Readonly<Record<string, string>>;
  /** How it knows its callers, where not by their tokens. */
  readonly callersKnownBy?: string | undefined;
  /** Its jobs that mount volumes of it. */
  readonly jobs: readonly MountingJob[];
}

/** Fields that Deployments, StatefulSets and Jobs are built from alike. */
export interface Task {
  readonly owner: PodOwner;
  readonly pods: Pods;
  /** The names of all pods of the owner, where they are several: its network policy holds for all of them. */
  readonly podNames?: readonly string[] | undefined;
  readonly runtime: TaskRuntime;
  readonly inputs: Inputs;
  readonly settings: PodSettings;
  /** Labels of the owner's objects. */
  readonly labels: Labels;
  readonly priority: Priority;
  /** Plain environment variables: their values are in a ConfigMap. */
  readonly config: Readonly<Record<string, string>>;
  /** Secret environment variables: an ExternalSecret fetches them into a Secret. */
  readonly secrets: Readonly<Record<string, SecretValue>>;
  /** Folders it writes to whose size follows from settings, beside those of its runtime. */
  readonly writable: Readonly<Record<string, string>>;
  /** Devices that its container gets of its node, by name. */
  readonly devices: Readonly<Record<string, number>>;
  /** Volumes that outlive its pods, by the path at which they are. */
  readonly claims: Readonly<Record<string, MountedClaim>>;
  /** Names of the pods that are on one node, its own among them: `oneNodeOf`. Absent: each is where it likes. */
  readonly oneNode?: readonly string[] | undefined;
  /** Further containers of its pods. */
  readonly beside: readonly Companion[];
  /** Files that its container reads. */
  readonly files: readonly PodFiles[];
}

/** A workload whose number of pods may change. */
export interface ScaledWorkload extends Workload {
  readonly scale: Scale;
}
