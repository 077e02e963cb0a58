import type { Ports } from './appId.ts';
import type { Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import type { CollectedFacts } from './fact.ts';
import type { Cluster, FleetSettings } from './settings/index.ts';

/**
 * All that an app may know of the world: declared, small, serialisable. Nothing else reaches a block,
 * so the hash of these (with the code's) identifies what is rendered.
 */
export interface Inputs {
  readonly fleet: FleetSettings;
  readonly environment: { readonly name: string; readonly domain: string; readonly secretPrefix: string };
  readonly cluster: ClusterFacts;
  /** The app's own settings, defaults filled in. */
  readonly settings: AppSettings;
  /** Container image by image name: `name:tag@digest`. */
  readonly images: Readonly<Record<string, string>>;
  readonly graph: GraphSlice;
  /** What running apps of the cluster declare, by the kind of fact: of the kinds that the app collects. */
  readonly collected?: CollectedFacts;
  /** Of a provider whose data several clusters of the environment have: how its copies follow one another. */
  readonly replication?: Replication;
}

/** Of several copies of the same data, which one takes writes and which one this follows. */
export interface Replication {
  /** Name of the cluster that this copy takes for the primary's: its own where it is the primary itself. */
  readonly primary: string;
  /** The copy whose changes this one replays; on the primary, the one that was primary before. */
  readonly source: Copy;
}

/** A provider in one cluster: where it is, and its settings there. */
export interface Copy {
  readonly cluster: ClusterFacts;
  readonly settings: AppSettings;
}

/**
 * What blocks may know of a cluster: its entry in `environment.yaml` without what is resolved elsewhere. Testing
 * `cloud` narrows it to what that cloud has.
 */
export type ClusterFacts = Cluster extends infer C ? (C extends Cluster ? Omit<C, 'apps' | 'data'> : never) : never;

/** An app's settings after resolution. Apps narrow this to their own schema's type. */
export interface AppSettings {
  /** Apps that provide a contract lack it: they run where they are chosen. */
  readonly enabled?: boolean;
  readonly [key: string]: unknown;
}

/** The part of the graph that touches one app. */
export interface GraphSlice {
  /** What it uses, by its own alias, with the other side's facts in this cluster. */
  readonly uses: Readonly<Record<string, Use>>;
  /** What each of its jobs uses, by the job's name. Absent where it has none. */
  readonly jobs?: Readonly<Record<string, Readonly<Record<string, Use>>>>;
  /** Who uses it: apps and the ports they call; of a provider, the users of its contract. Sorted by name. */
  readonly usedBy: readonly Caller[];
}

/** An edge with what its other side is in this cluster. */
export interface Use {
  readonly edge: Edge;
  /** For an edge to an app: its port numbers. */
  readonly ports?: Ports;
  /** For an edge to a contract: where and how to reach it, whoever provides it. */
  readonly endpoint?: Endpoint;
}

export interface Caller {
  readonly app: string;
  readonly tier: string;
  /** Name of the port; of a contract, how it is used, such as `read-write`. */
  readonly port: string;
}
