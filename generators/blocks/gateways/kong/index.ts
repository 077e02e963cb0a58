import type { GatewayKind } from '../kind.ts';

/** kong. */
export const kongGateway: GatewayKind = {
  className: 'kong',
  podPorts: { http: 8000, https: 8443, metrics: 8100 },
  calls: [],
  timeouts: false,
  // Its conformance report skips weights and header matches of GRPCRoutes:
  // https://github.com/kubernetes-sigs/gateway-api/tree/main/conformance/reports
  splitsGrpc: false,
  filters: () => [],
  annotations: () => ({}),
  serviceAnnotations: () => ({}),
  beside: () => [],
  objects: () => [],
  gateway: () => ({}),
};
