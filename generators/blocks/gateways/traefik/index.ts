import type { IGatewayClass } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewayClass';
import { resource } from '../../../model/resource.ts';
import type { GatewayKind } from '../kind.ts';
import { limitsSecret } from '../limits.ts';
import { chain } from './chain.ts';
import { deadlines, withinDeadline } from './deadline.ts';
import { extension, middleware } from './middleware.ts';
import { traefikPorts } from './ports.ts';

const className = 'traefik';

/** Traefik: its chart runs the pods, which read the Gateway, routes and Middlewares from the API server themselves. */
export const traefikGateway: GatewayKind = {
  className,
  podPorts: traefikPorts,
  calls: ['kubernetes-api'],
  countsLimits: true,
  timeouts: false,
  backend: withinDeadline,
  filters: (plan) => chain(plan).map((one) => ('type' in one ? one : extension(plan, one))),
  annotations: () => ({}),
  serviceAnnotations: () => ({}),
  beside: (plans, _, labels) => [
    ...plans.flatMap((plan) => chain(plan).flatMap((one) => ('type' in one ? [] : [middleware(plan, one, labels)]))),
    ...deadlines(plans, labels),
  ],
  objects: ({ labels }, routes) => [
    resource<IGatewayClass>({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: className, labels: { ...labels } },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    }),
    // Several apps share a namespace, and its Secret.
    ...[...new Set(routes.filter(({ value }) => value.limit).map(({ value }) => value.namespace))]
      .sort()
      .map((namespace) => limitsSecret(namespace, labels)),
  ],
  // A listener must have the port of an entry point: the Service leads 80 and 443 to them.
  gateway: () => ({ ports: { http: traefikPorts.http, https: traefikPorts.https } }),
};
