import type { Resource } from '../../../model/resource.ts';
import { typed } from '../edge/envoy.ts';
import type { RoutePlan } from '../plan.ts';
import { envoyFilter, firstFilter, onRoutes } from './envoyFilter.ts';
import { routeNames } from './routeNames.ts';

const name = 'envoy.filters.http.buffer';

/**
 * Refuses requests that are too large, with 413. Envoy keeps a request until it is whole, so this is for ordinary routes
 * alone: never for uploads, for WebSockets, whose request never ends, or for gRPC, which streams. It is the first filter:
 * what arrives while a filter before it waits for an answer is not counted.
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/buffer_filter
 */
export function largestRequests(plans: readonly RoutePlan[], labels: Readonly<Record<string, string>>): Resource[] {
  const bounded = plans.flatMap((plan) => {
    const { protocol, exchange, largest } = plan;
    if (protocol === 'grpc' || exchange !== 'ordinary' || largest === undefined) return [];
    const buffer = typed('filters.http.buffer.v3.BufferPerRoute', { buffer: { max_request_bytes: largest } });
    return onRoutes(routeNames(plan), { typed_per_filter_config: { [name]: buffer } });
  });
  if (bounded.length === 0) return [];
  const filter = firstFilter({
    name,
    disabled: true,
    // Wanted by its schema: it is off unless a route has a size of its own.
    typed_config: typed('filters.http.buffer.v3.Buffer', { max_request_bytes: 1 }),
  });
  return [envoyFilter('largest-requests', 30, [filter, ...bounded], labels)];
}
