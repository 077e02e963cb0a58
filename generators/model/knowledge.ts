import type { Built, ClusterView } from './rule.ts';

/** What a cluster's pods and volumes ask for: CPU in cores, memory and storage in bytes. */
export interface Capacity {
  /** With every scaler at its minimum. */
  readonly least: PodRequests;
  /** With every scaler at its maximum, without the pods that a roll-out adds. */
  readonly most: PodRequests;
  /** What one zone may have to hold of that, as pods spread over zones; those of operators evenly. */
  readonly zone: PodRequests;
  /** Of all volumes together; they never shrink again. */
  readonly storage: number;
}

/** Pods, and what they request. */
export interface PodRequests {
  readonly pods: number;
  readonly cpu: number;
  readonly memory: number;
}

/** What the rules know of objects, for whoever compares clusters. */
export interface Knowledge {
  /** Whether data goes with an object when it goes. */
  holdsData(object: Built): boolean;
  /** The sizes of its volumes, by field. */
  volumesOf(object: Built): readonly { readonly field: string; readonly value: unknown }[];
  capacityOf(view: ClusterView): Capacity;
  /** What one zone has for pods of apps. */
  roomOf(view: ClusterView): Room;
  quotasOf(view: ClusterView): readonly QuotaUse[];
  reachesOf(view: ClusterView): readonly ScalerReach[];
  /** Of everything that runs all the time but on each node: what is left of it when something is lost. */
  lossesOf(view: ClusterView): readonly Losses[];
}

/** What nodes have for pods of apps: CPU in cores, memory in bytes, without what the pods of each node take. */
export interface Room {
  readonly nodes: number;
  readonly cpu: number;
  readonly memory: number;
}

/** A quota on one resource of pods, in its base unit: cores, bytes, pods. */
export interface QuotaUse {
  readonly namespace: string;
  readonly name: string;
  /** `pods`, `requests.cpu`, `limits.memory`. */
  readonly resource: string;
  readonly hard: number;
  /** What all pods need with every scaler at its minimum. */
  readonly least: number;
  /** The same at their maximum, all rolling out at once. */
  readonly most: number;
}

/** What a scaler may reach. */
export interface ScalerReach {
  readonly app: string;
  readonly namespace: string;
  /** What scales: `ScaledObject/api`. */
  readonly object: string;
  readonly min: number;
  readonly max: number;
  readonly triggers: readonly ScaleTrigger[];
  /** The most pods that quotas leave it, rolling out, while all others are at their maximum: absent without a quota. */
  readonly quota?: { readonly resource: string; readonly pods: number };
  /** The most pods that requests leave it on nodes, while all others are at their maximum; fragments are not counted. */
  readonly nodes: number;
}

/** What a scaler looks at. */
export interface ScaleTrigger {
  /** `cpu`, `memory`, `prometheus`, `rabbitmq`. */
  readonly type: string;
  /** What one pod is meant to take of it: `70%`, `50`; empty where it does not say. */
  readonly target: string;
  /** What is measured, where the type does not say it: a queue, a query. */
  readonly of?: string;
}

/** Pods that are alike, or members that need a quorum. */
export interface Losses {
  readonly app: string;
  readonly name: string;
  readonly namespace: string;
  /** How many there are at least. */
  readonly pods: number;
  /** How many have to be left: a majority, or one. */
  readonly needed: number;
  /** How many are left at least when any one node is lost: absent where nothing in git says it. */
  readonly node?: number;
  /** The same of a zone. */
  readonly zone?: number;
}
