import type { DeclaredRoute, RoutePlan } from '../../blocks/gateways/plan.ts';
import { publicRoute } from '../../blocks/gateways/routes.ts';
import type { TokenIssuer } from '../../blocks/gateways/tokens.ts';
import { declaredAs, declaredBy, type Graph } from '../../link/link.ts';
import { formatBytes } from '../../model/quantity.ts';
import type { RouteReport } from './report.ts';

/**
 * The routes that the apps of a cluster declare, by host and path.
 * @param issuers who signs tokens there
 */
export function routesOf(graph: Graph, issuers: readonly TokenIssuer[]): readonly RouteReport[] {
  return routePlans(graph)
    .map((plan) => reportOf(plan, issuers))
    .toSorted((a, b) => compare(a.host, b.host) || compare(a.paths[0] ?? '', b.paths[0] ?? ''));
}

/** The routes themselves, in the order of the catalogue. */
export function routePlans(graph: Graph): readonly DeclaredRoute[] {
  return declaredAs([...graph.values()].flatMap(declaredBy), publicRoute).map(({ value }) => value);
}

function reportOf(plan: DeclaredRoute, issuers: readonly TokenIssuer[]): RouteReport {
  const { app, host, paths, exact, protocol, methods, headers, tokens, why = '', limit, leastVersion, canary } = plan;
  const { issuer = '', audiences = [] } = issuers.find(({ contract }) => contract === tokens?.contract) ?? {};
  return {
    app,
    host,
    paths: paths.map(({ path }) => path),
    isExact: exact,
    protocol,
    methods,
    headers: Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    callers: tokens ? { issuer, audiences } : { why },
    ...(limit && { limit: `${limit.requests} a ${limit.every} per ${limit.per}` }),
    exchange: exchangeOf(plan),
    ...(leastVersion !== undefined && { leastVersion }),
    origins: plan.origins,
    closed: plan.closed,
    ...(canary && { canary: canary.weight }),
  };
}

function exchangeOf({ exchange, seconds, largest }: RoutePlan): string {
  const size = largest === undefined ? 'any size' : `up to ${formatBytes(largest)}`;
  if (exchange === 'ordinary') return `${seconds} s, ${size}`;
  return exchange === 'uploads' ? `uploads, ${size}` : `long-lived, ${size}`;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
