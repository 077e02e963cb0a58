import { gatewayNamespace, identityHeader } from '../../../upstream/gateways.ts';
import type { RoutePlan } from '../plan.ts';
import type { Step } from './middleware.ts';

/** The Service that verifies tokens: 200 with the subject in a header, 401 or 403. */
export const verifier = { name: 'edge', port: 8080 } as const;

/**
 * Asks the verifier before each request of a route with tokens. Traefik's own check of tokens is not in the open source.
 * The verifier gets the token and no other header of the caller, and of its answer only the identity goes on. Where it
 * cannot be asked the answer is 500: the route is closed.
 * https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/forwardauth/
 */
export function tokenStep(plan: RoutePlan): Step | undefined {
  if (!plan.tokens) return undefined;
  return {
    name: 'token',
    spec: {
      forwardAuth: {
        address: `http://${verifier.name}.${gatewayNamespace}.svc.cluster.local:${verifier.port}`,
        trustForwardHeader: false,
        authRequestHeaders: ['Authorization'],
        authResponseHeaders: [identityHeader],
        // What it says to a caller that it refuses is a few words.
        maxResponseBodySize: 16_384,
      },
    },
  };
}
