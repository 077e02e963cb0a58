import type { GatewayKind } from '../kind.ts';

/** traefik. */
export const traefikGateway: GatewayKind = {
  className: 'traefik',
  podPorts: { http: 8000, https: 8443, metrics: 9100 },
  calls: ['kubernetes-api'],
  timeouts: false,
  filters: () => [],
  annotations: () => ({}),
  serviceAnnotations: () => ({}),
  beside: () => [],
  objects: () => [],
  gateway: () => ({}),
};
