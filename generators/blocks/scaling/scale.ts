import type { Edge } from '../../model/edge.ts';

/** Metric that a workload scales on. */
export type Metric =
  | { readonly on: 'cpu'; readonly utilization: number }
  | { readonly on: 'memory'; readonly utilization: number }
  | { readonly on: 'requests'; readonly perSecond: number }
  | { readonly on: 'queue'; readonly edge: ConsumeEdge; readonly messages: number };

/** An edge to a queue whose messages the app works through. */
export type ConsumeEdge = Extract<Edge, { to: 'queue' }> & { readonly access: 'consume' };

/** Average CPU use over all pods, in percent of what they request. */
export const cpu = (utilization: number): Metric => ({ on: 'cpu', utilization });

/** Average memory use over all pods, in percent of what they request. */
export const memory = (utilization: number): Metric => ({ on: 'memory', utilization });

/** Requests a second that one pod should answer, as Prometheus counts them. */
export const requestsPerSecond = (perSecond: number): Metric => ({ on: 'requests', perSecond });

/** Messages waiting in a queue that one pod should work through. The app must use the same edge. */
export const queueLength = (edge: ConsumeEdge, messages: number): Metric => ({ on: 'queue', edge, messages });

/** Bounds of the number of pods, and the metrics that decide. `min` = `max` means a fixed number. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly on: readonly [Metric, ...Metric[]];
}

/**
 * Speed of autoscaling. Up fast: twice the pods or four more every 15 s. Down slowly: a tenth fewer per minute, after
 * five minutes in which fewer were enough. Fields and defaults:
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
export const behavior = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Percent', value: 100, periodSeconds: 15 },
      { type: 'Pods', value: 4, periodSeconds: 15 },
    ],
  },
  scaleDown: {
    stabilizationWindowSeconds: 300,
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
  },
};
