import type { IProbe } from 'kubernetes-models/v1/Probe';
import { type ContainerProbe, type NoProbe, type Probes, startMinutes } from '../probe.ts';
import type { Runtime } from '../runtime.ts';

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

/** How often the startup probe asks. */
const startupPeriod = 5;

/** Seconds that a container may take to start. */
export function startSeconds({ startMinutes: minutes = startMinutes }: Pick<Runtime, 'startMinutes'>): number {
  return minutes * 60;
}

/**
 * Probes of a container. Startup gives a slow start its minutes without loosening liveness; readiness takes a pod out
 * of its Service within ten seconds; liveness restarts a container that has not answered for half a minute. Fields and
 * defaults: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ContainerProbe
 * @param ports numbers of the container's ports: a gRPC probe takes no name
 */
export function probes(asked: Probes & Pick<Runtime, 'startMinutes'>, ports: Readonly<Record<string, number>> = {}) {
  const failureThreshold = startSeconds(asked) / startupPeriod;
  return {
    startupProbe: probe(asked.startup, ports, { periodSeconds: startupPeriod, timeoutSeconds: 3, failureThreshold }),
    readinessProbe: probe(asked.readiness, ports, { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 2 }),
    livenessProbe: probe(asked.liveness, ports, { periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 }),
  };
}

/** Why a container lacks probes, where it says so. */
export function withoutProbes({ startup, readiness, liveness }: Probes): string | undefined {
  const reasons = [startup, readiness, liveness].filter((one): one is NoProbe => 'none' in one).map(({ none }) => none);
  return reasons.length > 0 ? [...new Set(reasons)].join(' ') : undefined;
}

/** Everything of a probe but its action. */
type Timing = Required<Pick<IProbe, 'periodSeconds' | 'timeoutSeconds' | 'failureThreshold'>>;

function probe(
  asked: ContainerProbe,
  ports: Readonly<Record<string, number>>,
  timing: Timing,
): (IProbe & Timing) | undefined {
  return 'none' in asked ? undefined : { ...action(asked, ports), ...timing };
}

function action(asked: Exclude<ContainerProbe, NoProbe>, ports: Readonly<Record<string, number>>): IProbe {
  if ('exec' in asked) return { exec: { command: [...asked.exec] } };
  if ('tcp' in asked) return { tcpSocket: { port: asked.tcp } };
  if ('grpc' in asked) return { grpc: { port: ports[asked.grpc] ?? 0, service: asked.service ?? '' } };
  const headers = Object.entries(asked.headers ?? {}).map(([name, value]) => ({ name, value }));
  const { port, path } = asked;
  return { httpGet: { port, path, scheme: 'HTTP', ...(headers.length > 0 && { httpHeaders: headers }) } };
}
