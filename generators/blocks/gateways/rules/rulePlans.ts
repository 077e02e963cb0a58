import type { PathPlan, RoutePlan } from '../plan.ts';

/**
 * One rule of a route, and who gets the requests that it matches: `closed` and `upgrade` are answered by `edge`, `canary`
 * are requests of testers, `app` are all others.
 */
export type RulePlan =
  | { readonly to: 'closed'; readonly path: string }
  | { readonly to: 'upgrade' | 'canary' | 'app'; readonly at: PathPlan };

/**
 * The rules of a route in their order, by which gateways name them. Of gRPC those alone that lead to the app: `edge`
 * answers HTTP.
 */
export function rulePlans({
  protocol,
  paths,
  closed,
  leastVersion,
  canary,
}: Pick<RoutePlan, 'protocol' | 'paths' | 'closed' | 'leastVersion' | 'canary'>): readonly RulePlan[] {
  const http = protocol === 'http';
  return [
    ...(http ? closed.map((path) => ({ to: 'closed' as const, path })) : []),
    ...paths.flatMap((at): RulePlan[] => [
      ...(http && leastVersion !== undefined ? [{ to: 'upgrade' as const, at }] : []),
      ...(canary ? [{ to: 'canary' as const, at }] : []),
      { to: 'app', at },
    ]),
  ];
}
