import type { Ports } from './appId.ts';
import type { Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import type { CollectedFacts } from './fact.ts';
import type { DnsZone } from './settings/dns.ts';
import type { Cluster, FleetSettings } from './settings/index.ts';

/**
 * The inputs of an app: declared, small, serialisable. A block gets nothing else, so the hash of these and of the code
 * identifies the result.
 */
export interface Inputs {
  readonly fleet: FleetSettings;
  readonly environment: {
    readonly name: string;
    readonly domain: string;
    readonly secretPrefix: string;
    /** The public zone of the domain. */
    readonly dns?: DnsZone;
  };
  readonly cluster: ClusterFacts;
  /** The app's own settings, defaults filled in. */
  readonly settings: AppSettings;
  /** Container image by image name: `name:tag@digest`. */
  readonly images: Readonly<Record<string, string>>;
  readonly graph: GraphSlice;
  /** Facts that running apps of the cluster declare, by kind: of the kinds that the app collects. */
  readonly collected?: CollectedFacts;
  /** The campaigns that name the app, as settings list them, with its least number of pods meanwhile. */
  readonly campaigns?: readonly AppCampaign[];
  /** Of a provider whose data several clusters of the environment have: the replication between its copies. */
  readonly replication?: Replication;
}

/** A campaign, as one app has to be ready for it. */
export interface AppCampaign {
  readonly name: string;
  /** Wall clocks in the time zone: `2026-11-27T18:00`. */
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  /** Least number of its pods meanwhile. */
  readonly min: number;
  /** Devices that get the push. */
  readonly audience?: number;
}

/** The replication of one copy: which copy is the primary, and which one this copy replicates from. */
export interface Replication {
  /**
   * Name of the cluster with the primary, as this copy is configured: its own cluster where it is the primary itself.
   */
  readonly primary: string;
  /** The copy that this one replicates from; on the primary, the previous primary. */
  readonly source: Copy;
}

/** The copy of a provider's data in one cluster: the cluster, and the provider's settings there. */
export interface Copy {
  readonly cluster: ClusterFacts;
  readonly settings: AppSettings;
}

/**
 * The facts of a cluster for blocks: its entry in `environment.yaml` without the settings of apps and data. Testing
 * `cloud` narrows the type to the fields of that cloud.
 */
export type ClusterFacts = Cluster extends infer C ? (C extends Cluster ? Omit<C, 'apps' | 'data'> : never) : never;

/** An app's settings after resolution. Apps narrow this to their own schema's type. */
export interface AppSettings {
  /** Apps that provide a contract lack this key: they run where settings choose them. */
  readonly enabled?: boolean;
  readonly [key: string]: unknown;
}

/** The part of the graph that touches one app. */
export interface GraphSlice {
  /** The edges of the app, by its own alias, with the facts of the other side in this cluster. */
  readonly uses: Readonly<Record<string, Use>>;
  /** The edges of each of its jobs, by the job's name. Absent where it has no jobs. */
  readonly jobs?: Readonly<Record<string, Readonly<Record<string, Use>>>>;
  /** Its callers: apps and the ports they call; of a provider, the users of its contract. Sorted by name. */
  readonly usedBy: readonly Caller[];
}

/** An edge with the facts of its other side in this cluster. */
export interface Use {
  readonly edge: Edge;
  /** For an edge to an app: its port numbers. */
  readonly ports?: Ports;
  /** For an edge to an app: that port is UDP. */
  readonly udp?: true;
  /** For an edge to an app: the names of its pods, where they are several. */
  readonly podNames?: readonly string[];
  /** For an optional edge: the other app does not run in this cluster, or does not listen on that port. */
  readonly absent?: true;
  /** For an edge to a contract: its endpoint, whichever provider it has. */
  readonly endpoint?: Endpoint;
  /** For an edge with a pool: how many connections each pod holds. */
  readonly pool?: number;
}

export interface Caller {
  readonly app: string;
  readonly tier: string;
  /** The names of its pods, where they are several. */
  readonly podNames?: readonly string[];
  /** Name of the port; for a contract, the access, such as `read-write`. */
  readonly port: string;
  /** Of a broker: the queue or topic. */
  readonly destination?: string;
}
