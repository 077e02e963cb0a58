import type { TObject } from 'typebox';
import type { Ports } from './appId.ts';
import type { Contract, ContractEdge, Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import type { Declared, Fact } from './fact.ts';
import type { AppSettings, Inputs } from './inputs.ts';
import type { Resource } from './resource.ts';

/**
 * The order in which a cluster comes up from nothing: each stage once the one before is synced and healthy. `platform`
 * is what operators need and is of Kubernetes' own kinds alone, `operators` are the Helm charts, `stores` is what only
 * operators can serve and all others need, then what holds data, the apps, and what lets users in.
 */
export const stages = ['platform', 'operators', 'stores', 'data', 'services', 'gateways'] as const;
export type Stage = (typeof stages)[number];

/** One deployable unit: one Argo CD Application per cluster. */
export interface App {
  readonly name: string;
  /** The namespace its objects live in; `undefined` for what a cluster has once. */
  readonly tier: string | undefined;
  /** When it comes up. Default: `data` for what provides a contract, `services` for any other with a tier, else `platform`. */
  readonly stage?: Exclude<Stage, 'operators'>;
  /** Repository path of the file that declares it. */
  readonly source: string;
  /** What environments may set, with a default for every key. Composed into the schema of `environment.yaml`. */
  readonly settings: TObject;
  /** Container image by image name: `name:tag@digest`. `images.yaml` overrides per environment. */
  readonly images: Readonly<Record<string, string>>;
  /** What it uses, by the alias its own declaration gives. The only source of policies, credentials and variables. */
  readonly uses: Readonly<Record<string, Edge>>;
  /** Jobs around its roll-out, given the images in use: pods apart from its own, with edges of their own. */
  jobs?(images: Readonly<Record<string, string>>): readonly Job[];
  /** The contract it provides inside the cluster. Such an app runs where settings choose it as the provider. */
  readonly provides?: Provision;
  /** Where it listens, given the images in use. */
  ports(images: Readonly<Record<string, string>>): Ports;
  /** Facts for apps of the same cluster that collect them. */
  declares?(inputs: Inputs): readonly Declared[];
  /** Kinds of facts that it collects: they are in its inputs. */
  readonly collects?: readonly Fact<unknown>[];
  /** Things worth knowing about these inputs, for the summary. Not rules: those judge built resources. */
  notes(inputs: Inputs): readonly string[];
  /** Pure: the same inputs give the same resources. Identities never depend on settings. */
  render(inputs: Inputs): readonly Resource[];
}

/** A job of an app, as the graph sees it. */
export interface Job {
  /** What its pods are called: a name like an app's. */
  readonly name: string;
  readonly uses: Readonly<Record<string, Edge>>;
}

/** How an app fulfils a contract. */
export interface Provision {
  readonly contract: Contract;
  /** What `data.<contract>.provider` says to choose it. */
  readonly provider: string;
  /** On a standby cluster: a read-only copy of the active cluster's data, or nothing at all. */
  readonly onStandby: 'replica' | 'absent';
  /** Of one that has read-only copies: what its settings say about the primary going to another cluster. */
  handover?(settings: AppSettings): Handover;
  /** Where and how the app on the other side of an edge reaches it. */
  endpoint(edge: ContractEdge, settings: AppSettings): Endpoint;
}

/** Names of clusters between which the primary moves. */
export interface Handover {
  /** On the primary: it is demoted already, and this cluster's copy is to be the next. */
  readonly to?: string;
  /** On the new primary: who was primary before. */
  readonly from?: string;
}
