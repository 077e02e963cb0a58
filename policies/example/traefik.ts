import type { Resource } from '../../generators/model/resource.ts';
import { completeWith, extension, gateway, gatewayObjects, route } from './gateways.ts';
import { metadataOf } from './parts.ts';
import { labelsOf } from './pod.ts';
import { withField } from './withField.ts';

/** A middleware beside the route. */
export function middleware(name: string, spec: object): Resource {
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { ...metadataOf('api', 'backend'), name },
    spec,
  };
}

/** The filters by which a rule names middlewares. */
export function through(...names: readonly string[]): readonly object[] {
  return names.map((name) => extension('traefik.io', 'Middleware', name));
}

/** Asks who a caller is, and writes the header of the user. */
export const forwardAuth = middleware('tokens', {
  forwardAuth: { address: 'https://auth.example.com/verify', authResponseHeaders: ['X-User-Id'] },
});

/** The route, behind that middleware. */
export const traefikRoute = withField(
  withField(route, 'spec.rules[0].timeouts', undefined),
  'spec.rules[0].filters',
  through('tokens'),
);

/** The route through a TraefikService, which waits so long for the headers of an answer. */
export function within(responseHeaderTimeout: string): readonly Resource[] {
  const metadata = { ...metadataOf('api', 'backend'), name: 'slow' };
  const services = [{ kind: 'Service', name: 'api', port: 8080, weight: 1, serversTransport: 'slow' }];
  return [
    {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'ServersTransport',
      metadata,
      spec: { forwardingTimeouts: { responseHeaderTimeout } },
    },
    { apiVersion: 'traefik.io/v1alpha1', kind: 'TraefikService', metadata, spec: { weighted: { services } } },
    withField(traefikRoute, 'spec.rules[0].backendRefs', [
      { group: 'traefik.io', kind: 'TraefikService', name: 'slow' },
    ]),
  ];
}

/** The complete set, which the world reaches by Traefik. */
export const withTraefik = completeWith(
  ...gatewayObjects,
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: 'traefik', labels: labelsOf('gateway') },
    spec: { controllerName: 'traefik.io/gateway-controller' },
  },
  withField(withField(gateway, 'spec.gatewayClassName', 'traefik'), 'spec.infrastructure', undefined),
  forwardAuth,
  traefikRoute,
);
