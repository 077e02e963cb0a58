import { deviceHeader } from '../../../upstream/gateways.ts';
import type { Filter } from '../kind.ts';
import type { RoutePlan } from '../plan.ts';
import type { RouteMethod } from '../route.ts';

const methods: readonly RouteMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Headers that clients of the API send, and those of its answers that a page may read. */
const headers = {
  sent: ['Authorization', 'Content-Type', 'Traceparent', 'X-App-Version', deviceHeader],
  read: ['Retry-After', 'X-Request-Id'],
};

/**
 * The CORS filter of a route. Tokens come in a header, so pages need no cookies: no credentials.
 * https://gateway-api.sigs.k8s.io/reference/spec/#httpcorsfilter
 */
export function corsFilter({ origins, methods: own, headers: wanted }: RoutePlan): Filter {
  return {
    type: 'CORS',
    cors: {
      allowOrigins: [...origins],
      allowMethods: own.length > 0 ? [...own] : [...methods],
      allowHeaders: [...new Set([...headers.sent, ...Object.keys(wanted)])],
      exposeHeaders: headers.read,
      maxAge: 600,
    },
  } as Filter;
}
