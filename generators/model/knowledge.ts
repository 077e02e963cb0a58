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
}
