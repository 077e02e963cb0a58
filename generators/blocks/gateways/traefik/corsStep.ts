import { corsOf } from '../cors.ts';
import type { RoutePlan } from '../plan.ts';
import type { Step } from './middleware.ts';

/**
 * Lets web pages call a route, and answers their preflights. The filter `CORS` of the Gateway API answers 500 with
 * Traefik 3.7. https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/headers/
 */
export function corsStep(plan: RoutePlan): Step | undefined {
  const cors = corsOf(plan);
  return (
    cors && {
      name: 'cors',
      spec: {
        headers: {
          accessControlAllowOriginList: [...cors.origins],
          accessControlAllowMethods: [...cors.methods],
          accessControlAllowHeaders: [...cors.sent],
          accessControlExposeHeaders: [...cors.read],
          accessControlMaxAge: cors.seconds,
          addVaryHeader: true,
        },
      },
    }
  );
}
