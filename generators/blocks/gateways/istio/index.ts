import type { GatewayKind } from '../kind.ts';

/** istio. */
export const istioGateway: GatewayKind = {
  className: 'istio',
  podPorts: { http: 80, https: 443, metrics: 15020 },
  calls: [{ namespace: 'istio-system', port: 15012 }],
  timeouts: true,
  filters: () => [],
  annotations: () => ({}),
  serviceAnnotations: () => ({}),
  beside: () => [],
  objects: () => [],
  gateway: () => ({}),
};
