import { canaryHeader, versionHeader } from '../../../upstream/gateways.ts';
import { isOlder } from '../leastVersion.ts';
import type { PathPlan, RoutePlan } from '../plan.ts';
import type { RulePlan } from './rulePlans.ts';

interface Header {
  readonly type: 'Exact' | 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

/** The requests that a rule of a route takes: `matches` of an HTTPRoute or GRPCRoute. */
export function routeMatches(plan: RoutePlan, rule: RulePlan): object[] {
  if (rule.to === 'closed') return [{ path: { type: 'PathPrefix', value: rule.path } }];
  const headers = [...exactly(plan.headers), ...headersOf(plan, rule)];
  const common = headers.length > 0 && { headers };
  if (plan.protocol === 'grpc') return [{ method: grpcMethod(rule.at), ...common }];
  const match = { path: { type: plan.exact ? 'Exact' : 'PathPrefix', value: rule.at.path }, ...common };
  const methods = methodsOf(plan);
  return methods.length === 0 ? [match] : methods.map((method) => ({ ...match, method }));
}

/** The header by which a rule takes its requests before the rule of the app does. */
function headersOf({ leastVersion }: RoutePlan, { to }: RulePlan): Header[] {
  if (to === 'canary') return exactly({ [canaryHeader]: 'always' });
  if (to !== 'upgrade' || leastVersion === undefined) return [];
  return [{ type: 'RegularExpression', name: versionHeader, value: isOlder(leastVersion) }];
}

function exactly(headers: Readonly<Record<string, string>>): Header[] {
  return Object.entries(headers).map(([name, value]) => ({ type: 'Exact', name, value }));
}

/** Browsers ask before they call: a route with CORS takes OPTIONS too. */
function methodsOf({ methods, origins }: RoutePlan): readonly string[] {
  return methods.length > 0 && origins.length > 0 ? [...methods, 'OPTIONS'] : methods;
}

/** `/shop.Catalogue/Get` is one method, `/shop.Catalogue` a whole service. */
function grpcMethod({ path }: PathPlan) {
  const [, service = '', method] = path.split('/');
  return { type: 'Exact', service, ...(method && { method }) };
}
