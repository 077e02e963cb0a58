import type { IGRPCRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GRPCRoute';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { type Resource, resource } from '../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../upstream/gateways.ts';
import type { GatewayKind } from './kind.ts';
import type { RoutePlan } from './plan.ts';
import { backends } from './rules/backends.ts';
import { routeMatches } from './rules/routeMatches.ts';
import { rulePlans } from './rules/rulePlans.ts';

/** Fields that the CRD fills in are written out, so that Argo CD reads back what it applied. */
const parent = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gatewayName, namespace: gatewayNamespace };

/**
 * The HTTPRoute or GRPCRoute of a plan. They take the place of Ingress: headers, methods, weights, gRPC and who may
 * attach to which host are fields of the API, checked by its schema, where Ingress has annotations of each controller.
 * https://gateway-api.sigs.k8s.io/reference/spec/
 */
export function httpRoute(plan: RoutePlan, kind: GatewayKind, labels: Readonly<Record<string, string>>): Resource {
  const annotations = kind.annotations(plan);
  const metadata = {
    name: plan.name,
    namespace: plan.namespace,
    labels: { ...labels },
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  const common = { parentRefs: [{ ...parent, sectionName: listenerName(plan.host) }], hostnames: [plan.host] };
  const rules = rulesOf(plan, kind);
  const apiVersion = 'gateway.networking.k8s.io/v1';
  return plan.protocol === 'grpc'
    ? resource<IGRPCRoute>({
        apiVersion,
        kind: 'GRPCRoute',
        metadata,
        spec: { ...common, rules: rules as NonNullable<NonNullable<IGRPCRoute['spec']>['rules']> },
      })
    : resource<IHTTPRoute>({
        apiVersion,
        kind: 'HTTPRoute',
        metadata,
        spec: { ...common, rules: rules as NonNullable<NonNullable<IHTTPRoute['spec']>['rules']> },
      });
}

/** What `edge` answers has neither filters nor a timeout: they are for the app. */
function rulesOf(plan: RoutePlan, kind: GatewayKind) {
  const filters = [...kind.filters(plan)];
  const isTimed = plan.protocol === 'http' && kind.timeouts && plan.seconds !== undefined;
  const own = {
    ...(filters.length > 0 && { filters }),
    ...(isTimed && { timeouts: { request: `${plan.seconds}s` } }),
  };
  return rulePlans(plan).map((rule) => ({
    matches: routeMatches(plan, rule),
    ...((rule.to === 'app' || rule.to === 'canary') && own),
    backendRefs: backends(plan, rule, kind),
  }));
}

/** The name of the listener of a host: its dots are none of a listener's name. */
export function listenerName(host: string): string {
  return `https-${host.split('.')[0]}`;
}
