import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { HttpProbe, Runtime } from '../runtime.ts';

/**
 * Seconds that a pod keeps serving after its termination began, until every kube-proxy, gateway and client has noticed
 * that its endpoint is removed.
 */
export const preStopSeconds = 15;

/** Seconds beyond pre-stop and drain before the kubelet kills the processes that are left. */
const margin = 5;

/**
 * Termination grace period: longer than pre-stop plus the longest drain, because the kubelet counts the pre-stop hook
 * in.
 */
export function gracePeriodSeconds({ drainSeconds }: Pick<Runtime, 'drainSeconds'>): number {
  return preStopSeconds + drainSeconds + margin;
}

/**
 * Probes of a container. Startup gives a slow start five minutes without loosening liveness; readiness takes a pod out
 * of its Service within ten seconds; liveness restarts a container that has not answered for half a minute. Fields and
 * defaults: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe
 */
export function probes({ startup, readiness, liveness }: Pick<Runtime, 'startup' | 'readiness' | 'liveness'>) {
  return {
    startupProbe: { ...httpGet(startup), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 60 },
    readinessProbe: { ...httpGet(readiness), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 },
    livenessProbe: { ...httpGet(liveness), periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
  } satisfies Record<string, IProbe>;
}

function httpGet({ port, path }: HttpProbe): IProbe {
  return { httpGet: { port, path, scheme: 'HTTP' } };
}
