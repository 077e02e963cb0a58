import { gatewayNamespace } from '../../../upstream/gateways.ts';
import { edgeApp, edgePorts } from '../edge/names.ts';
import type { GatewayKind } from '../kind.ts';
import type { RoutePlan } from '../plan.ts';
import type { RulePlan } from './rulePlans.ts';

/** The Service that answers apps that are too old, in the namespace of the gateways: `edge`. */
export const upgradeBackend = { name: edgeApp.name, port: edgePorts.upgrade } as const;
/** The Service that answers 404 for paths that are closed. */
export const closedBackend = { name: edgeApp.name, port: edgePorts.closed } as const;

/** Where the requests of a rule go: `backendRefs` of an HTTPRoute or GRPCRoute. */
export function backends(plan: RoutePlan, rule: RulePlan, kind: GatewayKind): object[] {
  if (rule.to === 'closed') return [atEdge(closedBackend)];
  if (rule.to === 'upgrade') return [atEdge(upgradeBackend)];
  const { canary } = plan;
  const { service, port } = rule.at;
  const to = (name: string, weight: number) => ({
    ...(kind.backend?.(plan, name, port) ?? { group: '', kind: 'Service', name, port }),
    weight,
  });
  if (rule.to === 'canary' && canary) return [to(canary.service, 1)];
  // A canary for testers alone has no share, and so no weight that each gateway would read in its own way.
  if (!canary?.weight) return [to(service, 1)];
  return [to(service, 100 - canary.weight), to(canary.service, canary.weight)];
}

function atEdge(backend: typeof upgradeBackend | typeof closedBackend) {
  return { group: '', kind: 'Service', ...backend, namespace: gatewayNamespace, weight: 1 };
}
