import type { Task } from '../workload/workload.ts';
import type { JobSpec } from './spec.ts';

/** A job with everything resolved. */
export interface ResolvedJob extends Task {
  readonly documents: ReturnType<NonNullable<JobSpec['documents']>>;
}
