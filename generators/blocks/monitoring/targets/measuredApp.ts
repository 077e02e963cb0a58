import { fact } from '../../../model/fact.ts';
import type { Objective } from '../objectives/objective.ts';
import type { RequestMetrics } from '../objectives/requestMetrics.ts';

/** App with pods, as dashboards show it. */
export interface MeasuredApp {
  readonly name: string;
  readonly namespace: string;
  /** Names of its pods, those of its canary among them: the label `service` of its series. */
  readonly podNames: readonly string[];
  /** What its program says of requests. Absent: nothing. */
  readonly requests?: RequestMetrics;
}

/** The kind of fact that apps with pods are: Grafana collects it. */
export const measuredApp = fact<MeasuredApp>('measured-app');

/** The kind of fact that the objectives of an app are. */
export const promisedObjectives = fact<readonly Objective[]>('objectives');
