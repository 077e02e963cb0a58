import { edgeApp } from '../edge/names.ts';
import type { RoutePlan, VerifiedRoute } from '../plan.ts';

/** A set of names, which a script looks up. */
type Names = Readonly<Record<string, true>>;

/** What the scripts of Kong know: who needs which token, by the object that a route was made from. */
export interface RouteRules {
  /** Routes with tokens: who signs them, and for whom they may be. */
  readonly tokens: Readonly<Record<string, { readonly issuer: string; readonly audiences: Names }>>;
  /** Routes without. Every route that is in neither is refused. */
  readonly open: Names;
  /** Services with fixed answers (426, 404), which nobody needs a token for. */
  readonly answers: Names;
}

/** The rules that follow from all routes of a cluster, sorted by route. */
export function rulesOf(plans: readonly VerifiedRoute[]): RouteRules {
  const sorted = plans.map((plan) => [keyOf(plan), plan] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    tokens: Object.fromEntries(
      sorted.flatMap(([key, { tokens }]) =>
        tokens ? [[key, { issuer: tokens.issuer, audiences: named(tokens.audiences) }] as const] : [],
      ),
    ),
    open: Object.fromEntries(sorted.flatMap(([key, { tokens }]) => (tokens ? [] : [[key, true] as const]))),
    answers: { [`Service/${edgeApp.tier}/${edgeApp.name}`]: true },
  };
}

const named = (all: readonly string[]): Names => Object.fromEntries(all.map((one) => [one, true as const]));

/** `HTTPRoute/backend/api-v1`, as the controller writes it into tags. */
function keyOf({ protocol, namespace, name }: RoutePlan): string {
  return `${protocol === 'grpc' ? 'GRPCRoute' : 'HTTPRoute'}/${namespace}/${name}`;
}
