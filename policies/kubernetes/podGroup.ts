import type { Built } from '../../generators/model/rule.ts';
import type { Replicas } from './replicas.ts';
import type { Amounts } from './requests.ts';
import type { Labels } from './selector.ts';
import type { Workload } from './workload.ts';

/** Pods that are alike: those of a workload, or those that an operator makes from a custom resource. */
export interface Pods {
  readonly built: Built;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly replicas: Replicas;
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly priorityClass: string | undefined;
  /** Absent where an operator makes them. */
  readonly workload?: Workload;
}
