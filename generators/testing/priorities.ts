import { declarePriorities } from '../blocks/priority.ts';

/** The priorities of the sample company. */
export const priorities = declarePriorities({
  critical: { value: 1000, preempts: true, description: 'A user waits for it.' },
  standard: { value: 100, preempts: true, description: 'The ordinary case.' },
  batch: { value: -10, preempts: false, description: 'May be evicted at any time.' },
});
