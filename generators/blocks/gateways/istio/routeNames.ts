import type { RoutePlan } from '../plan.ts';

/**
 * The names that Envoy's routes have for the rules of one HTTPRoute or GRPCRoute: `<namespace>.<name>.<rule>`, as
 * `pilot/pkg/config/kube/gateway/conversion.go` of istio/istio writes them. They are all rules of the route, those for
 * closed paths, old apps and testers too: a rule is of no other route.
 */
export function routeNames(plan: Pick<RoutePlan, Counted>): readonly string[] {
  const { namespace, name } = plan;
  return Array.from({ length: rulesOf(plan) }, (_, rule) => `${namespace}.${name}.${rule}`);
}

type Counted = 'namespace' | 'name' | 'protocol' | 'paths' | 'closed' | 'leastVersion' | 'canary';

/** The number of rules that `httpRoute` writes. */
function rulesOf({ protocol, paths, closed, leastVersion, canary }: Pick<RoutePlan, Counted>): number {
  const always = 1 + Number(canary !== undefined);
  if (protocol === 'grpc') return paths.length * always;
  return closed.length + paths.length * (always + Number(leastVersion !== undefined));
}
