import type { Resource } from '../../../model/resource.ts';
import { gatewayNamespace } from '../../../upstream/gateways.ts';
import type { RoutePlan } from '../plan.ts';
import { redirectName } from '../redirect.ts';
import { envoyFilter, onRoutes } from './envoyFilter.ts';
import { namesAtEdge, routeNames } from './routeNames.ts';

/** Istio's filters of RequestAuthentication and AuthorizationPolicy: `pilot/pkg/networking/core/listener_builder.go`. */
const verifying = ['envoy.filters.http.jwt_authn', 'envoy.filters.http.rbac'];

const off = { '@type': 'type.googleapis.com/envoy.config.route.v3.FilterConfig', disabled: true };

/**
 * Leaves open routes out of what verifies tokens, what `edge` answers whoever asks, and the redirect to HTTPS. By the
 * name of the route, not by a path: which route a request has, Envoy decides once, so no spelling of a path is open and
 * protected at the same time. The gateway does not verify tokens on open routes: identity providers take many kinds.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-filterconfig
 */
export function openRoutes(plans: readonly RoutePlan[], labels: Readonly<Record<string, string>>): Resource {
  const open = plans.flatMap((plan) => (plan.tokens ? namesAtEdge(plan) : routeNames(plan)));
  const value = { typed_per_filter_config: Object.fromEntries(verifying.map((name) => [name, off])) };
  return envoyFilter('open-routes', 10, onRoutes([`${gatewayNamespace}.${redirectName}.0`, ...open], value), labels);
}
