import type { Static, TObject, TProperties } from 'typebox';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import type { AppSettings, Inputs } from '../model/inputs.ts';
import type { Bindings } from './bindings.ts';
import type { Migration } from './jobs/migration.ts';
import type { JobSpec } from './jobs/spec.ts';
import { type Labels, selectorOf } from './labels.ts';
import type { Priority } from './priority.ts';
import type { OwnImage, Runtime, TaskRuntime } from './runtime.ts';
import type { Scale } from './scaling/scale.ts';
import type { SecretValue, Value } from './secrets/value.ts';
import type { Source } from './source.ts';

/** What every app that runs pods declares; everything else follows from it. */
export interface AppSpec<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string = string,
> {
  /** The declaring file: `here(import.meta)`. */
  readonly source: Source;
  readonly runtime: Runtime<P> | OwnImage<P>;
  /** Requests of one pod. Memory is also its limit; CPU may burst to four times the request. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  readonly priority: Priority;
  readonly uses: U;
  /** The port that gateways may reach from outside the cluster. */
  readonly published?: P;
  /** Settings that only this app has, each with a default. None may have the name of one that every app has. */
  readonly options?: O & NotBuiltIn;
  readonly env?: (context: Context<U, O, K>) => Readonly<Record<string, Value>>;
  /**
   * Environment variables that hold a fact of the pod itself, by the path of its field:
   * https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields
   */
  readonly podFields?: Readonly<Record<string, string>>;
  readonly args?: (context: Context<U, O, K>) => readonly string[];
  /** Secret files by the folder they appear in, then by file name. */
  readonly files?: (context: Context<U, O, K>) => Readonly<Record<string, Readonly<Record<string, SecretValue>>>>;
  /** Jobs that Argo CD runs around its roll-out. */
  readonly jobs?: readonly JobSpec[];
  /** What a person should know about the app as it is set, for the summary. */
  readonly notes?: (context: Context<U, O, K>) => readonly string[];
}

/** What a stateless app declares whose pods are all alike. */
export interface ServiceSpec<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string = string,
> extends AppSpec<P, U, O, K> {
  readonly scale: Scale;
  readonly rollout?: Rollout;
  /** Brings its database to what its image needs, before each roll-out. */
  readonly migrate?: Migration;
}

/** What a stateless app declares whose pods each serve a part of their own. */
export interface ShardedSpec<
  P extends string,
  U extends Readonly<Record<string, Edge>>,
  O extends TProperties,
  K extends string = string,
> extends AppSpec<P, U, O, K> {
  /** Number of pods. A fact of the code: each has a Service of its own, and what exists never depends on settings. */
  readonly shards: number;
}

/** How a new revision takes the old one's place. No pod ever goes before its successor is ready. */
export interface Rollout {
  /** How many pods more than wanted there may be meanwhile. */
  readonly maxSurge: number | `${number}%`;
  /** How long a new pod must have been ready before the next one's turn. */
  readonly minReadySeconds: number;
}

/** What a declaration's functions may read. */
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
type NotBuiltIn = { readonly [key in 'enabled' | 'scale' | 'resources']?: never };

/** The settings that every app that runs pods has. */
export interface PodSettings extends AppSettings {
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** The settings of an app whose pods are all alike. */
export interface ServiceSettings extends PodSettings {
  readonly scale: { readonly min: number; readonly max: number };
}

/** Whom pods belong to: the name and namespace of their account, network policy, configuration, secrets and container. */
export interface PodOwner {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The pods of one controller, apart from whom they belong to: an app may have several kinds of pods behind one Service.
 * What selects pods is immutable in a controller.
 */
export interface Pods {
  /** Name of the controller and of its autoscaler. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Labels that these pods have, and no pods of other controllers. */
  readonly selector: Labels;
}

/** The owner of an app's own pods. */
export function ownerOf({ name, tier }: Pick<AppId, 'name' | 'tier'>): PodOwner {
  return { name, namespace: tier };
}

/** The pods of an owner that has one kind of them. */
export function podsOfOwner({ name, namespace }: PodOwner, labels: Labels): Pods {
  return { name, namespace, labels, selector: selectorOf(name) };
}

/** Everything the parts of a workload are built from, resolved once per render. */
export interface Workload extends Task {
  readonly runtime: Runtime;
  /** Environment variables that each pod takes from itself, by the path of the field. */
  readonly podFields: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** What Deployments, StatefulSets and Jobs have in common. */
export interface Task {
  readonly owner: PodOwner;
  readonly pods: Pods;
  readonly runtime: TaskRuntime;
  readonly inputs: Inputs;
  readonly settings: PodSettings;
  /** Labels of the owner's objects. */
  readonly labels: Labels;
  readonly priority: Priority;
  readonly published: string | undefined;
  /** Environment variables that are written down: they go into a ConfigMap. */
  readonly config: Readonly<Record<string, string>>;
  /** Environment variables that are fetched: they go into a Secret by way of an ExternalSecret. */
  readonly secrets: Readonly<Record<string, SecretValue>>;
  readonly files: Readonly<Record<string, Readonly<Record<string, SecretValue>>>>;
}

/** A workload whose number of pods may change. */
export interface ScaledWorkload extends Workload {
  readonly scale: Scale;
}
