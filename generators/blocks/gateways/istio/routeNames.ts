import type { RoutePlan } from '../plan.ts';
import { rulePlans } from '../rules/rulePlans.ts';

type Named = Pick<RoutePlan, 'namespace' | 'name'> & Parameters<typeof rulePlans>[0];

/**
 * The names that Envoy's routes have for the rules of one HTTPRoute or GRPCRoute: `<namespace>.<name>.<rule>`, as
 * `pilot/pkg/config/kube/gateway/conversion.go` of istio/istio writes them. They are all rules of the route, those for
 * closed paths, old apps and testers too: a rule is of no other route.
 */
export function routeNames(plan: Named): readonly string[] {
  return rulePlans(plan).map((_, rule) => nameOf(plan, rule));
}

/** The names of those rules that lead to `edge`, which answers 404 and 426 whoever asks. */
export function namesAtEdge(plan: Named): readonly string[] {
  return rulePlans(plan).flatMap(({ to }, rule) => (to === 'closed' || to === 'upgrade' ? [nameOf(plan, rule)] : []));
}

function nameOf({ namespace, name }: Named, rule: number): string {
  return `${namespace}.${name}.${rule}`;
}
