import type { TObject } from 'typebox';
import type { Ports } from './appId.ts';
import type { Declaration } from './declaration.ts';
import type { Contract, ContractEdge, Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import type { Declared, Fact } from './fact.ts';
import type { AppSettings, Inputs } from './inputs.ts';
import type { Resource } from './resource.ts';
import type { Gateway } from './settings/cluster.ts';

/**
 * The stages in which an empty cluster is synced: each starts once the one before is synced and healthy. `platform` has
 * what operators need, of Kubernetes' own kinds alone; `operators` the Helm charts; `stores` the secret stores, which
 * operators serve and all others need; then the providers of data, the gateways, and the services: their routes are
 * healthy once a gateway has taken them. Monitoring is last: nothing waits for what only watches.
 */
export const stages = ['platform', 'operators', 'stores', 'data', 'gateways', 'services', 'monitoring'] as const;
export type Stage = (typeof stages)[number];

/** One deployable unit: one Argo CD Application per cluster. */
export interface App {
  readonly name: string;
  /** The namespace of its objects; `undefined` for a cluster-scoped app. */
  readonly tier: string | undefined;
  /**
   * Its stage. Default: `data` for an app that provides a contract, `gateways` for any other in the namespace of the
   * gateways, `monitoring` likewise, `services` for those of other tiers, else `platform`.
   */
  readonly stage?: Exclude<Stage, 'operators'>;
  /** Repository path of the file that declares it. */
  readonly source: string;
  /** What its file declares, for the check of its values: its own declaration first, then those of its parts. */
  readonly declared?: readonly Declaration[];
  /** The schema of its settings, with a default for every key. Part of the schema of `environment.yaml`. */
  readonly settings: TObject;
  /** Container image by image name: `name:tag@digest`. `images.yaml` overrides per environment. */
  readonly images: Readonly<Record<string, string>>;
  /** Its edges, by the alias in its declaration. The only source of NetworkPolicies, credentials and variables. */
  readonly uses: Readonly<Record<string, Edge>>;
  /**
   * What its pods may carry in the label `app.kubernetes.io/name`, where that is more than its own name: policies mean
   * all of them, whether they exist or not. Default: its name alone.
   */
  readonly podNames?: readonly string[];
  /** Jobs around its roll-out, given the images in use: separate pods with edges of their own. */
  jobs?(images: Readonly<Record<string, string>>): readonly Job[];
  /** Its jobs that act as a cloud identity of their own, whichever images are in use. */
  readonly identities?: readonly string[];
  /** The contract it provides inside the cluster. Such an app runs where settings choose it as the provider. */
  readonly provides?: Provision;
  /** The ports that it listens on, given the images in use and its settings. */
  ports(images: Readonly<Record<string, string>>, settings: AppSettings): Ports;
  /** Those of its ports that are UDP, given the images in use. Default: none. */
  udp?(images: Readonly<Record<string, string>>): readonly string[];
  /** Facts for apps of the same cluster that collect them. */
  declares?(inputs: Inputs): readonly Declared[];
  /** Kinds of facts that it collects: they are in its inputs. */
  readonly collects?: readonly Fact<unknown>[];
  /** It runs only in clusters with one of these gateways. Default: with any. */
  readonly gateways?: readonly Gateway[];
  /** It runs only in clusters whose settings give this contract a provider. Default: in all. */
  readonly onlyWith?: Contract;
  /** Mistakes in its settings that their schema cannot find, in one cluster. */
  mistakes?(inputs: Inputs): readonly SettingsMistake[];
  /** Notes about these inputs, for the summary. They are not rules, which check built resources. */
  notes(inputs: Inputs): readonly string[];
  /** Renders its resources. Pure: the same inputs give the same resources. Identities never depend on settings. */
  render(inputs: Inputs): readonly Resource[];
}

/** A mistake in the settings of an app, or in one of its images. */
export interface SettingsMistake {
  readonly code: string;
  /** Default: an error. */
  readonly severity?: 'warning';
  /** The settings that have it: those of the app, or `images.yaml`. Default: those of the app. */
  readonly of?: 'images';
  /** Path of the setting there: `['canary', 'image']`, or the name of an image. */
  readonly path: readonly string[];
  readonly message: string;
  readonly fix: string;
}

/** A job of an app, as the graph sees it. */
export interface Job {
  /** The name of its pods, in the form of an app's name. */
  readonly name: string;
  readonly uses: Readonly<Record<string, Edge>>;
}

/** An app or a job with all its edges, as a provider sees who uses it. */
export interface EdgeUser extends Pick<Job, 'name' | 'uses'> {
  /** The domain of its environment. */
  readonly domain: string;
}

/** The provision of a contract by an app. */
export interface Provision {
  readonly contract: Contract;
  /** The value of `data.<contract>.provider` that chooses it. */
  readonly provider: string;
  /**
   * On a standby cluster: a read-only copy of the active cluster's data (`replica`), nothing at all (`absent`), or data
   * that each cluster has for itself (`own`), such as counters, which nobody misses in another cluster. A program without
   * data of its own (`program`) runs or waits there as its own edges let it.
   */
  readonly onStandby: 'replica' | 'absent' | 'own' | 'program';
  /**
   * Of data that a standby cluster gets from a backup: settings that must not be smaller there, such as `storage`.
   * Default: none.
   */
  readonly restoredInto?: readonly string[];
  /** Of a program: the name of the port that users of the contract call. */
  readonly port?: string;
  /** Of a provider with read-only copies: the handover of the primary to another cluster, from its settings. */
  handover?(settings: AppSettings): Handover;
  /** The endpoint by which the user on the other side of an edge reaches it. */
  endpoint(edge: ContractEdge, settings: AppSettings, user: EdgeUser): Endpoint;
}

/** Whether an app holds data: a provider does, unless it is a program that keeps its own somewhere else. */
export function providesData({ provides }: Pick<App, 'provides'>): boolean {
  return provides !== undefined && provides.onStandby !== 'program';
}

/** Whether the data of an app is the same in all clusters of an environment: one of them writes it. */
export function hasSharedData({ provides }: Pick<App, 'provides'>): boolean {
  return provides?.onStandby === 'replica' || provides?.onStandby === 'absent';
}

/** The clusters of a handover: between them the primary moves. */
export interface Handover {
  /** On the primary, which is already demoted: the cluster whose copy will be the next primary. */
  readonly to?: string;
  /** On the new primary: the cluster of the previous primary. */
  readonly from?: string;
}
