import { gatewayNamespace } from '../../../upstream/gateways.ts';
import { istiodPort, istioGatewayPorts, istioNamespace } from '../../../upstream/istio.ts';
import type { GatewayKind } from '../kind.ts';
import { destinationRules } from './destinationRules.ts';
import { istioFilters } from './istioFilters.ts';
import { largestRequests } from './largestRequests.ts';
import { limitsFilter, limitsService } from './limitsFilter.ts';
import { openRoutes } from './openRoutes.ts';
import { parametersName, podParameters } from './podParameters.ts';
import { tokenPolicies } from './tokens.ts';

/**
 * Istio as a gateway, without a mesh: istiod makes the Deployment and the Service of the Gateway, and configures its
 * Envoy.
 */
export const istioGateway: GatewayKind = {
  className: 'istio',
  podPorts: istioGatewayPorts,
  metricsPath: '/stats/prometheus',
  calls: [
    { namespace: istioNamespace, port: istiodPort },
    { namespace: gatewayNamespace, app: limitsService.name, port: limitsService.port },
  ],
  countsLimits: false,
  timeouts: true,
  filters: istioFilters,
  annotations: () => ({}),
  serviceAnnotations: () => ({}),
  beside: (plans, _, labels) => destinationRules(plans, labels),
  objects: (shared, routes) => {
    const plans = routes.map(({ value }) => value);
    const { labels } = shared;
    return [
      podParameters(shared),
      ...tokenPolicies(plans, labels),
      openRoutes(plans, labels),
      ...limitsFilter(plans, labels),
      ...largestRequests(plans, labels),
    ];
  },
  gateway: ({ labels }) => ({
    spec: {
      infrastructure: { labels: { ...labels }, parametersRef: { group: '', kind: 'ConfigMap', name: parametersName } },
    },
  }),
};
