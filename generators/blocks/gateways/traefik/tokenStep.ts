import { identityHeader } from '../../../upstream/gateways.ts';
import { hostOf } from '../../runtime.ts';
import { edgeApp, edgePorts } from '../edge/names.ts';
import type { RoutePlan } from '../plan.ts';
import type { Step } from './middleware.ts';

/**
 * Asks `edge` before each request of a route with tokens. Traefik's own check of tokens is not in the open source.
 * It gets the token and no other header of the caller, and of its answer only the identity goes on. Where it
 * cannot be asked the answer is 500: the route is closed.
 * https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/forwardauth/
 */
export function tokenStep(plan: RoutePlan): Step | undefined {
  if (!plan.tokens) return undefined;
  return {
    name: 'token',
    spec: {
      forwardAuth: {
        address: `http://${hostOf(edgeApp)}:${edgePorts.verify}`,
        trustForwardHeader: false,
        authRequestHeaders: ['Authorization'],
        authResponseHeaders: [identityHeader],
        // What it says to a caller that it refuses is a few words.
        maxResponseBodySize: 16_384,
      },
    },
  };
}
