import type { Gateway } from '../model/settings/cluster.ts';

/**
 * How a gateway does something: by the fields of the Gateway API (`native`), by an extension of its own or another
 * program (`by …`), or not at all (`none`).
 */
export type Support = 'native' | 'none' | `by ${string}`;

/** One thing that a route may ask for, and how each gateway does it. */
export interface GatewayFeature extends Readonly<Record<Gateway, Support>> {
  /** For people, as it is named in the table of `docs/gateways.md`. */
  readonly name: string;
  /** The field of the Gateway API for it, where only gateways with `native` obey that field. */
  readonly field?: string;
  readonly source: string;
}

const features = 'https://github.com/kubernetes-sigs/gateway-api/tree/main/conformance/reports';

const known = {
  paths: all('hosts, paths, methods, headers', 'native', features),
  tls: all('TLS, redirect to HTTPS', 'native', features),
  tokens: {
    name: 'tokens: signature, issuer, audience, time',
    istio: 'by RequestAuthentication and AuthorizationPolicy',
    kong: 'by KongPlugin jwt and scripts; the key is a Secret',
    traefik: 'by Middleware forwardAuth, which asks `edge`',
    source: 'https://istio.io/latest/docs/reference/config/security/request_authentication/',
  },
  limits: {
    name: 'limits per user, device, address, counted once',
    istio: 'by EnvoyFilter, `ratelimit` and Valkey',
    kong: 'by KongPlugin rate-limiting and Valkey',
    traefik: 'by Middleware rateLimit and Valkey',
    source: 'https://github.com/envoyproxy/ratelimit',
  },
  timeouts: {
    name: 'time until the answer is there',
    field: 'timeouts',
    istio: 'native',
    kong: 'by annotations of the Service: connect, read, write',
    traefik: 'by ServersTransport: until the headers of the answer',
    source: 'https://gateway-api.sigs.k8s.io/geps/gep-1742/',
  },
  largest: {
    name: 'size of requests',
    istio: 'by EnvoyFilter buffer',
    kong: 'by KongPlugin request-size-limiting',
    traefik: 'by Middleware buffering',
    source: 'https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/buffering/',
  },
  cors: {
    name: 'CORS',
    field: 'filters.CORS',
    istio: 'native',
    kong: 'by KongPlugin cors',
    traefik: 'by Middleware headers',
    source: 'https://gateway-api.sigs.k8s.io/geps/gep-1767/',
  },
  leastVersion: all('least version of the app: 426', 'native', features),
  longLived: all('WebSocket and server-sent events', 'native', features),
  uploads: {
    name: 'large, slow uploads, not buffered',
    istio: 'native',
    kong: 'by annotations of the route: no buffering',
    traefik: 'by respondingTimeouts of its entry point',
    source: 'https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/',
  },
  canary: all('canary by weight and by header', 'native', features),
  grpc: all('gRPC by service and method', 'native', features),
  grpcHeaders: {
    name: 'gRPC by headers',
    field: 'matches.headers of a GRPCRoute',
    istio: 'native',
    kong: 'none',
    traefik: 'native',
    source: features,
  },
  grpcCanary: {
    name: 'canary of gRPC by weight',
    field: 'several backendRefs of a GRPCRoute',
    istio: 'native',
    kong: 'none',
    traefik: 'native',
    source: features,
  },
  grpcFilters: {
    name: 'filters on gRPC',
    field: 'filters of a GRPCRoute',
    istio: 'native',
    kong: 'by annotation konghq.com/plugins',
    traefik: 'native',
    source: features,
  },
  grpcAnswers: {
    name: 'headers of gRPC answers',
    field: 'filters.ResponseHeaderModifier of a GRPCRoute',
    istio: 'native',
    kong: 'by KongClusterPlugin response-transformer',
    traefik: 'none',
    // `loadGRPCMiddlewares` knows RequestHeaderModifier and ExtensionRef: with another filter all calls are refused.
    source: 'https://github.com/traefik/traefik/blob/master/pkg/provider/kubernetes/gateway/grpcroute.go',
  },
  grpcEdge: all(
    'least version, closed paths and CORS over gRPC',
    'none',
    'https://gateway-api.sigs.k8s.io/reference/spec/#grpcroute',
  ),
  breaker: {
    name: 'backends that fail get no requests for a while',
    istio: 'by DestinationRule',
    kong: 'none',
    traefik: 'by Middleware circuitBreaker',
    source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection',
  },
  mirror: {
    name: 'copies of requests to a second Service',
    field: 'filters.RequestMirror',
    istio: 'native',
    kong: 'none',
    traefik: 'none',
    source: features,
  },
  retries: {
    ...all('retries of failed answers', 'none', 'https://gateway-api.sigs.k8s.io/geps/gep-1731/'),
    field: 'retry',
  },
  sessions: {
    ...all('sessions that stay with a pod', 'none', 'https://gateway-api.sigs.k8s.io/geps/gep-1619/'),
    field: 'sessionPersistence',
  },
  externalAuth: {
    ...all('the filter ExternalAuth', 'none', 'https://gateway-api.sigs.k8s.io/geps/gep-1494/'),
    field: 'filters.ExternalAuth',
  },
} as const satisfies Readonly<Record<string, GatewayFeature>>;

/** A key of {@link gatewayFeatures}. */
export type GatewayFeatureName = keyof typeof known;

/**
 * What gateways can do, in the releases that `overlays/fleet.yaml` names. Rules judge objects by it, routes are checked
 * against it, and `docs/gateways.md` shows it.
 */
export const gatewayFeatures: Readonly<Record<GatewayFeatureName, GatewayFeature>> = known;

function all<S extends Support>(name: string, support: S, source: string) {
  return { name, istio: support, kong: support, traefik: support, source };
}

/** For people: the gateways that have a feature, and how; empty where none has it. */
export function gatewaysWith(feature: GatewayFeature): readonly string[] {
  return (['istio', 'kong', 'traefik'] as const)
    .filter((gateway) => feature[gateway] !== 'none')
    .map((gateway) => (feature[gateway] === 'native' ? gateway : `${gateway} (${feature[gateway]})`));
}
