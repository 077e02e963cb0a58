import { deviceHeader, versionHeader } from '../../upstream/gateways.ts';
import type { RoutePlan } from './plan.ts';
import type { RouteMethod } from './route.ts';

const everyMethod: readonly RouteMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Which web pages may call a route, and how. TokenCheck come in a header, so pages need no cookies: no credentials. */
export interface Cors {
  /** Origins of the pages, with their scheme. */
  readonly origins: readonly string[];
  readonly methods: readonly RouteMethod[];
  /** Headers of requests that pages may set, beyond those that browsers always permit. */
  readonly sent: readonly string[];
  /** Headers of answers that pages may read. */
  readonly read: readonly string[];
  /** How long a browser remembers this. */
  readonly seconds: number;
}

/** CORS of a route; `undefined` where no page may call it. gRPC of browsers is another protocol. */
export function corsOf({ protocol, origins, methods, headers }: RoutePlan): Cors | undefined {
  if (protocol === 'grpc' || origins.length === 0) return undefined;
  const sent = ['Authorization', 'Content-Type', 'Traceparent', versionHeader, deviceHeader, ...Object.keys(headers)];
  return {
    origins,
    methods: methods.length > 0 ? methods : everyMethod,
    sent: [...new Set(sent)],
    read: ['Retry-After', 'X-Request-Id'],
    seconds: 600,
  };
}
