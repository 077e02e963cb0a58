import type { IPodFailurePolicy } from 'kubernetes-models/batch/v1/PodFailurePolicy';

/**
 * A pod that a drain or an eviction takes away does not count as a failure of its Job.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export const drainedAgain: IPodFailurePolicy = {
  rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
};
