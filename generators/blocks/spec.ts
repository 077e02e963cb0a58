import type { Static, TObject, TProperties } from 'typebox';
import type { AppName } from '../model/app.ts';
import type { Edge } from '../model/edge.ts';
import type { AppSettings, Inputs } from '../model/inputs.ts';
import type { Bindings } from './bindings.ts';
import type { OwnImage, Runtime } from './runtime.ts';
import type { Scale } from './scaling/scale.ts';
import type { SecretValue, Value } from './secrets/value.ts';

/** How soon a pod is scheduled and how late it is evicted: names of the priority classes of `apps/platform`. */
export type Priority = 'critical' | 'standard' | 'batch';

/** What every stateless app declares; everything else follows from it. */
export interface ServiceSpec<P extends string, U extends Readonly<Record<string, Edge>>, O extends TProperties> {
  /** Repository path of the declaring file. */
  readonly source: string;
  readonly runtime: Runtime<P> | OwnImage<P>;
  readonly scale: Scale;
  /** Requests of one pod. Memory is also its limit; CPU may burst to four times the request. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  readonly priority: Priority;
  readonly uses: U;
  /** The port that gateways may reach from outside the cluster. */
  readonly published?: P;
  /** Settings that only this app has, each with a default. */
  readonly options?: O;
  readonly env?: (context: Context<U, O>) => Readonly<Record<string, Value>>;
  readonly args?: (context: Context<U, O>) => readonly string[];
  /** Secret files by the folder they appear in, then by file name. */
  readonly files?: (context: Context<U, O>) => Readonly<Record<string, Readonly<Record<string, SecretValue>>>>;
  /** What a person should know about the app as it is set, for the summary. */
  readonly notes?: (context: Context<U, O>) => readonly string[];
}

/** What a declaration's functions may read. */
export interface Context<U extends Readonly<Record<string, Edge>>, O extends TProperties> {
  readonly uses: Bindings<U>;
  readonly settings: ServiceSettings & Static<TObject<O>>;
  readonly inputs: Inputs;
  /** The runtime of the image in use. */
  readonly runtime: Runtime;
  /** A property of the app's own entry in the secret manager, `<prefix>-<app>`. */
  own(property: string): SecretValue;
}

/** The settings that every stateless app has. */
export interface ServiceSettings extends AppSettings {
  readonly scale: { readonly min: number; readonly max: number };
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Everything the parts of a workload are built from, resolved once per render. */
export interface Workload {
  readonly app: AppName;
  readonly runtime: Runtime;
  readonly inputs: Inputs;
  readonly settings: ServiceSettings;
  readonly labels: Readonly<Record<string, string>>;
  readonly scale: Scale;
  readonly priority: Priority;
  readonly published: string | undefined;
  /** Environment variables that are written down: they go into a ConfigMap. */
  readonly config: Readonly<Record<string, string>>;
  /** Environment variables that are fetched: they go into a Secret by way of an ExternalSecret. */
  readonly secrets: Readonly<Record<string, SecretValue>>;
  readonly files: Readonly<Record<string, Readonly<Record<string, SecretValue>>>>;
  readonly args: readonly string[];
}
