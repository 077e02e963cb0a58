import type { RoutePlan } from '../plan.ts';

/**
 * The names that Envoy's routes have for the rules of one HTTPRoute or GRPCRoute: `<namespace>.<name>.<rule>`, as
 * `pilot/pkg/config/kube/gateway/conversion.go` of istio/istio writes them. They are all rules of the route, those for
 * closed paths, old apps and testers too: a rule is of no other route.
 */
export function routeNames(plan: Pick<RoutePlan, Counted>): readonly string[] {
  return rulesOf(plan).map((_, index) => nameOf(plan, index));
}

/** The names of those rules that lead to `edge`, which answers 404 and 426 whoever asks. */
export function namesAtEdge(plan: Pick<RoutePlan, Counted>): readonly string[] {
  return rulesOf(plan).flatMap((leads, index) => (leads === 'to edge' ? [nameOf(plan, index)] : []));
}

type Counted = 'namespace' | 'name' | 'protocol' | 'paths' | 'closed' | 'leastVersion' | 'canary';

const nameOf = ({ namespace, name }: Pick<RoutePlan, Counted>, rule: number) => `${namespace}.${name}.${rule}`;

/** Where the rules lead that `httpRoute` writes, in its order. */
function rulesOf({ protocol, paths, closed, leastVersion, canary }: Pick<RoutePlan, Counted>) {
  const own = [...(canary ? ['to the app' as const] : []), 'to the app' as const];
  if (protocol === 'grpc') return paths.flatMap(() => own);
  const old = leastVersion === undefined ? [] : ['to edge' as const];
  return [...closed.map(() => 'to edge' as const), ...paths.flatMap(() => [...old, ...own])];
}
