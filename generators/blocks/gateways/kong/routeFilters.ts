import type { Filter } from '../kind.ts';
import type { RoutePlan } from '../plan.ts';
import { routePlugins } from './routePlugins.ts';

/**
 * References from the rules of an HTTPRoute to its plugins. Only rules that go to the app have them: who must update
 * (426) needs no token to be told so.
 */
export function routeFilters(plan: RoutePlan): Filter[] {
  if (plan.protocol === 'grpc') return [];
  return Object.keys(routePlugins(plan)).map((name) => ({
    type: 'ExtensionRef',
    extensionRef: { group: 'configuration.konghq.com', kind: 'KongPlugin', name },
  }));
}
