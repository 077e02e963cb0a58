import type { IProbe } from 'kubernetes-models/v1/Probe';
import { count } from './reading.ts';

/**
 * Seconds until a probe that always fails has its consequence, with the defaults of its fields:
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe
 */
export function patience(probe: IProbe | undefined): number {
  return count(probe?.initialDelaySeconds, 0) + count(probe?.periodSeconds, 10) * count(probe?.failureThreshold, 3);
}
