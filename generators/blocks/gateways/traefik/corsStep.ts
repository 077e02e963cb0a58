import { deviceHeader } from '../../../upstream/gateways.ts';
import type { RoutePlan } from '../plan.ts';
import type { Step } from './middleware.ts';

/** Request headers that web pages may send, beyond those that browsers always may. */
const allowed = ['Authorization', 'Content-Type', 'X-App-Version', deviceHeader] as const;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Lets web pages of these origins call a route, and answers their preflights. Tokens travel in a header, so credentials
 * of browsers (cookies) stay off. The filter `CORS` of the Gateway API answers 500 with Traefik 3.7.
 * https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/headers/
 */
export function corsStep(plan: RoutePlan): Step | undefined {
  if (plan.origins.length === 0) return undefined;
  return {
    name: 'cors',
    spec: {
      headers: {
        accessControlAllowOriginList: [...plan.origins],
        accessControlAllowMethods: [...(plan.methods.length > 0 ? plan.methods : methods)],
        accessControlAllowHeaders: [...allowed, ...Object.keys(plan.headers)],
        accessControlExposeHeaders: ['Retry-After'],
        accessControlMaxAge: 600,
        addVaryHeader: true,
      },
    },
  };
}
