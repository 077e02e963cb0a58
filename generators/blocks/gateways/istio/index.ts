import { gatewayNamespace } from '../../../upstream/gateways.ts';
import { istiodPort, istioNamespace } from '../../../upstream/istio.ts';
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
 * Envoy. Pods listen on the ports of listeners; the port of metrics is in
 * `manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml` of istio/istio.
 */
export const istioGateway: GatewayKind = {
  className: 'istio',
  podPorts: { http: 80, https: 443, metrics: 15020 },
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
