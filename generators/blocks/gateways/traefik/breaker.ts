import type { RoutePlan } from '../plan.ts';
import type { Step } from './middleware.ts';

/**
 * Answers 503 at once while more than half of a route's requests found no backend or no answer in time (502, 504): a
 * backend that is too slow gets ten seconds without requests, then more and more of them again. Each pod of the gateway
 * judges by what it sees itself. https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/circuitbreaker/
 */
export function breaker({ protocol, exchange }: RoutePlan): Step | undefined {
  if (protocol === 'grpc' || exchange !== 'ordinary') return undefined;
  return {
    name: 'breaker',
    spec: {
      circuitBreaker: {
        expression: 'NetworkErrorRatio() > 0.50',
        checkPeriod: '1s',
        fallbackDuration: '10s',
        recoveryDuration: '10s',
        responseCode: 503,
      },
    },
  };
}
