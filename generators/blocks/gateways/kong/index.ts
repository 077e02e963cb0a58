import { kongGatewayPorts, kongReads } from '../../../upstream/kong.ts';
import type { GatewayKind } from '../kind.ts';
import { consumers, kongEntry } from './consumers.ts';
import { gatewayClass } from './gatewayClass.ts';
import { gatewayConfiguration } from './gatewayConfiguration.ts';
import { globalPlugins } from './globalPlugins.ts';
import { routePlugin } from './plugin.ts';
import { pluginAccount } from './pluginAccount.ts';
import { httpsOnly, routeAnnotations } from './routeAnnotations.ts';
import { routeFilters } from './routeFilters.ts';
import { routePlugins } from './routePlugins.ts';
import { serviceAnnotations } from './serviceAnnotations.ts';

const className = 'kong';

/**
 * Kong: its operator runs the pods and tells them the routes, they call nothing but backends and the store of limits.
 * What the Gateway API has no field for are plugins beside the routes.
 */
export const kongGateway: GatewayKind = {
  className,
  entry: kongEntry,
  podPorts: kongGatewayPorts,
  calls: [],
  countsLimits: true,
  timeouts: false,
  filters: routeFilters,
  annotations: routeAnnotations,
  serviceAnnotations,
  beside: (plans, _, labels) => [
    ...plans.flatMap((plan) =>
      Object.entries(routePlugins(plan)).map(([name, plugin]) => routePlugin(name, plan.namespace, plugin, labels)),
    ),
    ...plans
      .filter(({ limit }) => limit)
      .slice(0, 1)
      .map(({ app, namespace }) => pluginAccount(app, namespace, labels)),
  ],
  objects: (shared, routes) => {
    const plans = routes.map(({ value }) => value);
    return [
      gatewayClass(className, shared),
      gatewayConfiguration(shared),
      ...globalPlugins(shared, plans),
      ...consumers(shared, plans),
    ];
  },
  // A route for HTTPS alone makes Kong answer 301 itself. The filter `RequestRedirect` does not do, because the
  // controller leaves out its scheme: `Location: /` would lead back to plain HTTP.
  // `generateRequestRedirectUsingRedirectKongPlugin` in
  // `ingress-controller/internal/dataplane/translator/subtranslator/httproute.go`
  // of https://github.com/Kong/kong-operator/tree/v2.2.3
  redirect: { annotations: httpsOnly },
  secretLabels: kongReads,
  // The operator names what it makes after the Gateway, instead of at random.
  gateway: () => ({ annotations: { 'gateway-operator.konghq.com/static-naming': 'true' } }),
};
