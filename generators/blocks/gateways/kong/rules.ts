import { edgeApp } from '../edge/names.ts';
import type { RoutePlan } from '../plan.ts';

/** What the scripts of Kong know: who needs which token, by the object that a route was made from. */
export interface RouteRules {
  /** Routes with tokens: who signs them, and for whom. */
  readonly tokens: Readonly<Record<string, { readonly issuer: string; readonly audience: string }>>;
  /** Routes without. Every route that is in neither is refused. */
  readonly open: Readonly<Record<string, true>>;
  /** Services with fixed answers (426, 404), which nobody needs a token for. */
  readonly answers: Readonly<Record<string, true>>;
}

/** The rules that follow from all routes of a cluster, sorted by route. */
export function rulesOf(plans: readonly RoutePlan[]): RouteRules {
  const sorted = plans.map((plan) => [keyOf(plan), plan] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    tokens: Object.fromEntries(
      sorted.flatMap(([key, { tokens }]) =>
        tokens ? [[key, { issuer: tokens.issuer, audience: tokens.audience }] as const] : [],
      ),
    ),
    open: Object.fromEntries(sorted.flatMap(([key, { tokens }]) => (tokens ? [] : [[key, true] as const]))),
    answers: { [`Service/${edgeApp.tier}/${edgeApp.name}`]: true },
  };
}

/** `HTTPRoute/backend/api-v1`, as the controller writes it into tags. */
function keyOf({ protocol, namespace, name }: RoutePlan): string {
  return `${protocol === 'grpc' ? 'GRPCRoute' : 'HTTPRoute'}/${namespace}/${name}`;
}
