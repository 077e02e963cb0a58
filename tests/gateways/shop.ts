import type { Resource } from '../../generators/model/resource.ts';

// Objects of a small shop, written by hand: what the tests of the ground route.

export const host = 'shop.example.com';
export const grpcHost = 'grpc.example.com';

/** The class of Gateways that Kong's operator serves in production. */
export const kongClass: Resource = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: 'kong' },
  spec: { controllerName: 'konghq.com/gateway-operator' },
};

/** Ports of the listeners `http` and `https`. */
export interface Ports {
  readonly http: number;
  readonly https: number;
}

/** Two Services with one route each, a WebSocket's and gRPC's among them, and a Gateway with TLS and without. */
export function shop(gatewayClassName: string, ports: Ports): Resource[] {
  const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };
  const parentRefs = [
    { name: 'shop', sectionName: 'http' },
    { name: 'shop', sectionName: 'https' },
  ];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    service('teas', [{ name: 'http', port: 9898, targetPort: 'http' }]),
    service('orders', [{ name: 'http', port: 9000, targetPort: 9000 }]),
    service('stock', [{ name: 'grpc', port: 9000, targetPort: 'grpc', appProtocol: 'kubernetes.io/h2c' }]),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        gatewayClassName,
        listeners: [
          { name: 'http', port: ports.http, protocol: 'HTTP' },
          {
            name: 'https',
            port: ports.https,
            protocol: 'HTTPS',
            hostname: '*.example.com',
            tls: { mode: 'Terminate', certificateRefs: [{ name: 'shop-tls' }] },
          },
        ],
      },
    },
    {
      ...route,
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        parentRefs,
        hostnames: [host],
        rules: [rule('/teas', 'teas', 9898), rule('/orders', 'orders', 9000)],
      },
    },
    {
      ...route,
      kind: 'GRPCRoute',
      metadata: { name: 'stock', namespace: 'shop' },
      spec: {
        parentRefs,
        hostnames: [grpcHost],
        rules: [{ matches: [{ method: { service: 'shop.Stock' } }], backendRefs: [{ name: 'stock', port: 9000 }] }],
      },
    },
  ];
}

/** A Service of the shop. */
export const service = (name: string, ports: readonly object[]): Resource => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: { selector: { 'app.kubernetes.io/name': name }, ports },
});

const rule = (path: string, name: string, port: number) => ({
  matches: [{ path: { type: 'PathPrefix', value: path } }],
  backendRefs: [{ name, port }],
});
