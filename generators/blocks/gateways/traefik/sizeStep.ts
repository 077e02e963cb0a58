import type { RoutePlan } from '../plan.ts';
import type { Step } from './middleware.ts';

/**
 * Refuses larger requests with 413. Traefik reads the whole body before it asks the backend, and holds the answer as
 * well until it is whole; so streams, uploads and gRPC have no bound at the edge, and their apps set one.
 * https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/buffering/
 */
export function sizeStep({ protocol, exchange, largest }: RoutePlan): Step | undefined {
  if (protocol === 'grpc' || exchange !== 'ordinary' || largest === undefined) return undefined;
  return { name: 'size', spec: { buffering: { maxRequestBodyBytes: largest } } };
}
