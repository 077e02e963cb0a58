import { declarePriorities } from '../generators/blocks/priority.ts';

/**
 * Priorities of pods when nodes are short, for example after the loss of a zone. Far below 1,000,000,000, where
 * Kubernetes' own components begin, and far enough apart for classes between them.
 *
 * `headroom` is below pods without a class, so that any pod takes its place. It is -10 and no lower, because the Cluster
 * Autoscaler starts no node for pods below -10 (`--expendable-pods-priority-cutoff`), nor does GKE; Karpenter has no such
 * bound: https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md
 */
export const priorities = declarePriorities({
  monitoring: { value: 2_000_000, preempts: true, description: 'It tells what is wrong while nodes are short.' },
  critical: { value: 1_000_000, preempts: true, description: 'A user waits for it: it takes the place of any other.' },
  standard: { value: 100_000, preempts: true, description: 'Nobody waits for it, but it must run: the ordinary case.' },
  headroom: { value: -10, preempts: false, description: 'It does nothing and holds a place: gives way to all.' },
});
