import type { Resource } from '../../../model/resource.ts';
import { deviceHeader, gatewayNamespace, identityHeader } from '../../../upstream/gateways.ts';
import { hostOf } from '../../runtime.ts';
import { typed } from '../edge/envoy.ts';
import type { RoutePlan } from '../plan.ts';
import { ratelimitDomain } from '../ratelimitConfig.ts';
import type { Limit } from '../route.ts';
import { envoyFilter, lastFilter, onRequests, onRoutes } from './envoyFilter.ts';
import { routeNames } from './routeNames.ts';

/** The service that counts for all pods of the gateway: envoyproxy/ratelimit, by gRPC. */
export const limitsService = { name: 'ratelimit', port: 8081 } as const;

const host = hostOf({ name: limitsService.name, tier: gatewayNamespace });
const service = {
  cluster_name: `outbound|${limitsService.port}||${host}`,
  // Otherwise the name of the cluster, which is no host: servers refuse it.
  authority: host,
};

/**
 * What names a caller. Envoy itself writes the last header, from the connection and never from what a client sent:
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#x-envoy-external-address
 */
const callers: Readonly<Record<Limit['per'], string>> = {
  user: identityHeader.toLowerCase(),
  device: deviceHeader.toLowerCase(),
  address: 'x-envoy-external-address',
};

/**
 * Limits of routes. Requests are counted after tokens were verified, and preflights are not. If the service does not
 * answer, requests pass: counting is no reason for an outage.
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/rate_limit_filter
 */
export function limitsFilter(plans: readonly RoutePlan[], labels: Readonly<Record<string, string>>): Resource[] {
  const limited = plans.flatMap((plan) => (plan.limit ? onRoutes(routeNames(plan), counted(plan, plan.limit)) : []));
  if (limited.length === 0) return [];
  const filter = lastFilter({
    name: 'envoy.filters.http.ratelimit',
    typed_config: typed('filters.http.ratelimit.v3.RateLimit', {
      domain: ratelimitDomain,
      timeout: '0.1s',
      failure_mode_deny: false,
      enable_x_ratelimit_headers: 'DRAFT_VERSION_03',
      rate_limited_as_resource_exhausted: true,
      rate_limit_service: {
        transport_api_version: 'V3',
        grpc_service: { envoy_grpc: service, timeout: '0.1s' },
      },
    }),
  });
  return [envoyFilter('limits', 20, [filter, onRequests(retryAfter), ...limited], labels)];
}

/** One counter for each route and caller. A request without the header is counted with all others without it. */
function counted({ name }: RoutePlan, { per }: Limit) {
  const route = { generic_key: { descriptor_key: 'route', descriptor_value: name } };
  const caller = { request_headers: { header_name: callers[per], descriptor_key: 'caller' } };
  return { route: { rate_limits: [{ actions: [route, caller] }] } };
}

/** The filter tells the seconds until the next request in a header of its own; clients look for `Retry-After`. */
const retryAfter = {
  local_reply_config: {
    mappers: [
      {
        filter: {
          status_code_filter: {
            comparison: { op: 'EQ', value: { default_value: 429, runtime_key: 'gateway.limited' } },
          },
        },
        headers_to_add: [{ header: { key: 'Retry-After', value: '%RESP(X-RATELIMIT-RESET)%' } }],
      },
    ],
  },
};
