import type { Static, TObject, TProperties } from 'typebox';
import type { SettingsMistake } from '../model/app.ts';
import type { Edge } from '../model/edge.ts';
import type { Exported } from '../model/exported.ts';
import type { Fact } from '../model/fact.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Gateway } from '../model/settings/cluster.ts';
import type { Bindings } from './bindings.ts';
import type { Bundle } from './bundle.ts';
import type { Route } from './gateways/route.ts';
import type { Objective } from './monitoring/objectives/objective.ts';
import type { Part } from './part.ts';
import type { Priority } from './priority.ts';
import type { Probes } from './probe.ts';
import type { OwnImage, Runtime } from './runtime.ts';
import type { Scale } from './scaling/scale.ts';
import type { SecretValue, Value } from './secrets/value.ts';
import type { DeclaringFile } from './source.ts';
import type { Companion } from './workload/companion.ts';
import type { ContainerText } from './workload/containerText.ts';
import type { Files } from './workload/files.ts';
import type { Volumes } from './workload/volume.ts';
import type { PodSettings } from './workload/workload.ts';

/** Declaration of an app that runs pods; all its objects follow from it. */
export interface AppSpec<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string = string,
> {
  /** The declaring file: `here(import.meta)`. */
  readonly source: DeclaringFile;
  readonly runtime: Runtime<P> | OwnImage<P>;
  /** Other apps of the same program, of which it is one: `bundle(…)`. */
  readonly bundle?: Bundle<never>;
  /** Requests of one pod. Memory is also its limit; CPU may burst to four times the request. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Devices that each pod gets of its node, such as `{ 'nvidia.com/gpu': 1 }`: a class of nodes has them. */
  readonly devices?: Readonly<Record<string, number>>;
  readonly priority: Priority;
  readonly uses: U;
  /** What may be reached from outside the cluster. Default: nothing. */
  readonly routes?: readonly Route<P>[];
  /** What its users are promised. Default: nothing. */
  readonly objectives?: readonly Objective[];
  /**
   * Metrics of its own, for queries of alerts and scalers: `{ jobs_waiting: ['queue'] }`, by name with the labels that the
   * program itself gives them. They are on the page of `metrics` of its runtime, and are taken for there while a
   * stand-in runs. Default: those that are known of its image.
   */
  readonly exports?: Exported;
  /** How an app with routes knows its callers, where not by their tokens: excuses it from the rule callers-known. */
  readonly callersKnownBy?: string;
  /** Settings that only this app has, each with a default. None may have the name of one that every app has. */
  readonly options?: O & NotBuiltIn;
  readonly env?: (context: Context<U, O, K>) => Readonly<Record<string, Value>>;
  /**
   * Environment variables that hold a fact of the pod itself, by the path of its field:
   * https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields
   */
  readonly podFields?: Readonly<Record<string, string>>;
  /** Probes that follow from settings, such as one with the environment's domain as its Host: in place of its runtime's. */
  readonly probes?: (context: Context<U, O, K>) => Partial<Probes>;
  /** The program that runs in place of the image's own entrypoint, where its runtime names no other. */
  readonly command?: (context: Context<U, O, K>) => readonly ContainerText[];
  /** Arguments beyond those of its runtime. A string is data; `withVariables` names variables of the container. */
  readonly args?: (context: Context<U, O, K>) => readonly ContainerText[];
  /** Folders that its image writes to, whose size follows from settings: the most that each may hold. */
  readonly writable?: (context: Context<U, O, K>) => Readonly<Record<string, string>>;
  /** Volumes that outlive its pods, by the path at which its container has them. */
  readonly volumes?: Volumes;
  /**
   * Files that it reads: a folder with files by their names, or one file by its path. `secretText` puts secrets into a
   * text. Pods roll when one changes.
   */
  readonly files?: (context: Context<U, O, K>) => Files;
  /** Further containers of its pods: `sidecar(…)` and `initContainer(…)`. */
  readonly beside?: readonly Companion[];
  /** Kinds of facts of the cluster's apps that its functions read. */
  readonly collects?: readonly Fact<unknown>[];
  /** It runs only in clusters with one of these gateways. Default: with any. */
  readonly gateways?: readonly Gateway[];
  /** Further parts of the app: a migration, jobs around its roll-out. */
  readonly parts?: readonly Part[];
  /** Mistakes in its own settings that their schema cannot find, in one cluster. */
  readonly mistakes?: (context: Context<U, O, K>) => readonly SettingsMistake[];
  /** Notes for the summary: what a person should know about the app with these settings. */
  readonly notes?: (context: Context<U, O, K>) => readonly string[];
}

/** Declaration of a stateless app whose pods are all alike. */
export interface ServiceSpec<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string = string,
> extends AppSpec<P, U, O, K> {
  readonly scale: Scale;
  readonly rollout?: Rollout;
  /** All its pods share them. */
  readonly volumes?: Volumes<'many'>;
}

/** Declaration of an app of which one pod runs and never two. */
export interface SingleSpec<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string = string,
> extends AppSpec<P, U, O, K> {}

/** Declaration of a stateless app of which each pod serves a part of its own. */
export interface ShardedSpec<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string = string,
> extends AppSpec<P, U, O, K> {
  /** All its pods share them. */
  readonly volumes?: Volumes<'many'>;
  /** Number of pods. A fact of the code: each has a Service of its own, and what exists never depends on settings. */
  readonly shards: number;
}

/** Roll-out of a new revision. No pod is removed before its successor is ready. */
export interface Rollout {
  /** Number of pods that a roll-out may add beyond the wanted number: at least one, for it takes none away. */
  readonly maxSurge: number | `${number}%`;
  /** Seconds that a new pod must have been ready before the roll-out goes on. */
  readonly minReadySeconds: number;
}

/** Arguments of a declaration's functions. */
export interface Context<U extends Readonly<Record<string, Edge>>, O extends TProperties, K extends string = string> {
  readonly uses: Bindings<U>;
  readonly settings: PodSettings & Static<TObject<O>>;
  readonly inputs: Inputs;
  /** The runtime of the image in use. */
  readonly runtime: Runtime;
  /** The value of a key in the app's own entry in the secret manager, `<prefix>-<app>`. */
  readonly own: (key: K) => SecretValue;
}

/** Settings that apps of any kind have by themselves. */
type NotBuiltIn = {
  readonly [key in
    | 'enabled'
    | 'scale'
    | 'resources'
    | 'nodes'
    | 'jobs'
    | 'pools'
    | 'volumes'
    | 'canary'
    | 'update']?: never;
};
