import type { GatewayKind } from '../kind.ts';

/** kong. */
export const kongGateway: GatewayKind = {
  className: 'kong',
  podPorts: { http: 8000, https: 8443, metrics: 8100 },
  calls: [],
  timeouts: false,
  filters: () => [],
  annotations: () => ({}),
  serviceAnnotations: () => ({}),
  beside: () => [],
  objects: () => [],
  gateway: () => ({}),
};
