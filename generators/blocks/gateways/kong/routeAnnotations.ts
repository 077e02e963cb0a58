import type { RoutePlan } from '../plan.ts';
import { routePlugins } from './routePlugins.ts';

/** A route for HTTPS alone: Kong answers plain HTTP with 301, where its default is 426. */
export const httpsOnly = { 'konghq.com/protocols': 'https', 'konghq.com/https-redirect-status-code': '301' } as const;

/**
 * What Kong reads from a route itself. Uploads go on to the backend while they arrive, and answers that go on are not
 * held back. A GRPCRoute names its plugins here: its filters are not translated.
 * https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/
 */
export function routeAnnotations(plan: RoutePlan): Record<string, string> {
  if (plan.protocol === 'grpc') {
    const plugins = Object.keys(routePlugins(plan)).join(',');
    return { 'konghq.com/protocols': 'grpcs', ...(plugins !== '' && { 'konghq.com/plugins': plugins }) };
  }
  return {
    ...httpsOnly,
    ...(plan.exchange === 'uploads' && { 'konghq.com/request-buffering': 'false' }),
    ...(plan.exchange !== 'ordinary' && { 'konghq.com/response-buffering': 'false' }),
  };
}
