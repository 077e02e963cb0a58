import { Failure } from '../../../model/finding.ts';
import type { RoutePlan } from '../plan.ts';

/** Without an end of their own, exchanges may rest this long between two reads: four hours. */
const unlimited = 4 * 60 * 60 * 1000;

/**
 * What Kong reads from the Service behind routes: how long a backend may be silent, and how often a request is tried
 * again. They hold for all routes of the Service, so the longest counts. Timeouts are those between two reads, in
 * milliseconds: no field of Kong 3.9 ends a whole exchange. One more try and no more; by default there are five.
 * https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/
 * @throws Failure when one Service has routes of HTTP and of gRPC: Kong speaks one protocol to a Service
 */
export function serviceAnnotations(plans: readonly RoutePlan[]): Record<string, string> {
  const [first] = plans;
  if (!first) return {};
  const protocols = new Set(plans.map(({ protocol }) => protocol));
  if (protocols.size > 1) {
    throw new Failure(
      `${first.app} has routes of HTTP and of gRPC, and Kong speaks one protocol to a Service`,
      'Take another gateway for this cluster, or give the routes of gRPC an app of their own.',
    );
  }
  const longest = String(Math.max(...plans.map(({ seconds }) => (seconds === undefined ? unlimited : seconds * 1000))));
  return {
    'konghq.com/connect-timeout': '3000',
    'konghq.com/read-timeout': longest,
    'konghq.com/write-timeout': longest,
    'konghq.com/retries': '1',
    // Behind a listener with TLS it would speak TLS to a backend of gRPC too.
    ...(first.protocol === 'grpc' && { 'konghq.com/protocol': 'grpc' }),
  };
}
