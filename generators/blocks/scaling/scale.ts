import type { AppId } from '../../model/appId.ts';
import type { Edge, QueueEdge, TopicEdge } from '../../model/edge.ts';

/** Metric that a workload scales on. */
export type Metric =
  | { readonly on: 'cpu'; readonly utilization: number }
  | { readonly on: 'memory'; readonly utilization: number }
  | { readonly on: 'requests'; readonly perSecond: number }
  | { readonly on: 'queue'; readonly edge: ConsumeEdge; readonly messages: number }
  | { readonly on: 'list'; readonly edge: WorkEdge; readonly list: string; readonly items: number }
  | {
      readonly on: 'query';
      readonly query: (where: string) => string;
      readonly value: number;
      readonly of?: NamedApp;
    }
  | {
      readonly on: 'calendar';
      readonly from: string;
      readonly until: string;
      readonly timeZone: string;
      readonly pods: number;
    };

/** An app, by its name and namespace. */
type NamedApp = Pick<AppId, 'name' | 'tier'>;

/** An edge to a store with a list that the app works through. */
export type WorkEdge = Extract<Edge, { to: 'cache' }> & { readonly access: 'work' };

/** An edge by which the app works through messages: of a queue, or of its own queue at a topic. */
export type ConsumeEdge = (QueueEdge & { readonly access: 'consume' }) | (TopicEdge & { readonly access: 'subscribe' });

/** Average CPU use over all pods, in percent of what they request. */
export const cpu = (utilization: number): Metric => ({ on: 'cpu', utilization });

/** Average memory use over all pods, in percent of what they request. */
export const memory = (utilization: number): Metric => ({ on: 'memory', utilization });

/** Requests a second that one pod should answer, as Prometheus counts them. */
export const requestsPerSecond = (perSecond: number): Metric => ({ on: 'requests', perSecond });

/** Messages waiting in a queue that one pod should work through. The app must use the same edge. */
export const queueLength = (edge: ConsumeEdge, messages: number): Metric => ({ on: 'queue', edge, messages });

/** Items waiting in a list of a Valkey or Redis that one pod should work through. The app must use the same edge. */
export const listLength = (edge: WorkEdge, list: string, items: number): Metric => ({ on: 'list', edge, list, items });

/**
 * A number of the app's own that one pod should have, by a query of Prometheus. `where` is what tells the series of the
 * app's namespace in this cluster from others: `promql((where) => \`sum(jobs_waiting{${where},queue="mail"})\`, 50)`.
 * @param of another app that exports the number, such as the one that knows what waits: `where` then tells its series
 */
export const promql = (
  query: (where: string) => string,
  value: number,
  { of }: { readonly of?: NamedApp } = {},
): Metric => ({ on: 'query', query, value, ...(of && { of }) });

/**
 * At least so many pods between two cron schedules of five fields, such as `0 8 * * 1-5` and `0 18 * * 1-5`, in a time
 * zone such as Europe/Berlin. A campaign, which has a date, is a setting of the environment instead.
 */
export const calendar = (
  from: string,
  until: string,
  { timeZone, pods }: { readonly timeZone: string; readonly pods: number },
): Metric => ({ on: 'calendar', from, until, timeZone, pods });

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
