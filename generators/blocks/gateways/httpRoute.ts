import type { IGRPCRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GRPCRoute';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { Inputs } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../upstream/gateways.ts';
import { edgeApp, edgePorts } from './edge/names.ts';
import type { GatewayKind } from './kind.ts';
import { gatewayOf } from './kinds.ts';
import { isOlder } from './leastVersion.ts';
import type { PathPlan, RoutePlan } from './plan.ts';

/** The header in which the mobile app tells its version. */
export const versionHeader = 'X-App-Version';
/** The header by which testers reach the canary. */
export const canaryHeader = 'X-Canary';

/** The Service that answers apps that are too old, in the namespace of the gateways: `edge`. */
export const upgradeBackend = { name: edgeApp.name, port: edgePorts.upgrade } as const;
/** The Service that answers 404 for paths that are closed. */
export const closedBackend = { name: edgeApp.name, port: edgePorts.closed } as const;

/** Fields that the CRD fills in are written out, so that Argo CD reads back what it applied. */
const parent = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gatewayName, namespace: gatewayNamespace };

/**
 * The HTTPRoute or GRPCRoute of a plan. They take the place of Ingress: headers, methods, weights, gRPC and who may
 * attach to which host are fields of the API, checked by its schema, where Ingress has annotations of each controller.
 * https://gateway-api.sigs.k8s.io/reference/spec/
 */
export function httpRoute(plan: RoutePlan, inputs: Inputs, labels: Readonly<Record<string, string>>): Resource {
  const kind = gatewayOf(inputs.cluster);
  const annotations = kind.annotations(plan);
  const metadata = {
    name: plan.name,
    namespace: plan.namespace,
    labels: { ...labels },
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  const filters = [...kind.filters(plan, inputs)];
  const common = { parentRefs: [{ ...parent, sectionName: listenerName(plan.host) }], hostnames: [plan.host] };
  if (plan.protocol === 'grpc') {
    const rules = plan.paths.flatMap((one) => {
      const match = [{ method: grpcMethod(one.path), ...(headers(plan).length > 0 && { headers: headers(plan) }) }];
      const own = filters.length > 0 && { filters };
      return [
        ...(plan.canary
          ? [
              {
                matches: withHeader(match, testers),
                ...own,
                backendRefs: [backendOf(plan, plan.canary.service, one.port, 1, kind)],
              },
            ]
          : []),
        { matches: match, ...own, backendRefs: backends(plan, one, kind) },
      ];
    });
    return resource<IGRPCRoute>({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GRPCRoute',
      metadata,
      spec: { ...common, rules: rules as NonNullable<NonNullable<IGRPCRoute['spec']>['rules']> },
    });
  }
  const own = {
    ...(filters.length > 0 && { filters }),
    ...(kind.timeouts && plan.seconds !== undefined && { timeouts: { request: `${plan.seconds}s` } }),
  };
  const closed = plan.closed.map((value) => ({
    matches: [{ path: { type: 'PathPrefix', value } }],
    backendRefs: [atEdge(closedBackend)],
  }));
  const open = plan.paths.flatMap((one) => {
    const match = matches(plan, one);
    return [
      ...(plan.leastVersion === undefined
        ? []
        : [
            {
              matches: withHeader(match, {
                type: 'RegularExpression',
                name: versionHeader,
                value: isOlder(plan.leastVersion),
              }),
              backendRefs: [atEdge(upgradeBackend)],
            },
          ]),
      ...(plan.canary
        ? [
            {
              matches: withHeader(match, testers),
              ...own,
              backendRefs: [backendOf(plan, plan.canary.service, one.port, 1, kind)],
            },
          ]
        : []),
      { matches: match, ...own, backendRefs: backends(plan, one, kind) },
    ];
  });
  const rules = [...closed, ...open];
  return resource<IHTTPRoute>({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: { ...common, rules: rules as NonNullable<NonNullable<IHTTPRoute['spec']>['rules']> },
  });
}

/** The name of the listener of a host: its dots are none of a listener's name. */
export function listenerName(host: string): string {
  return `https-${host.split('.')[0]}`;
}

interface Match {
  readonly path: { readonly type: 'Exact' | 'PathPrefix'; readonly value: string };
  readonly headers?: readonly Header[];
  readonly method?: string;
}
interface Header {
  readonly type: 'Exact' | 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

function matches(plan: RoutePlan, { path }: PathPlan): Match[] {
  const common = {
    path: { type: plan.exact ? ('Exact' as const) : ('PathPrefix' as const), value: path },
    ...(headers(plan).length > 0 && { headers: headers(plan) }),
  };
  // Browsers ask before they call: a route with CORS takes OPTIONS too.
  const methods = plan.methods.length > 0 && plan.origins.length > 0 ? [...plan.methods, 'OPTIONS'] : plan.methods;
  return methods.length === 0 ? [common] : methods.map((method) => ({ ...common, method }));
}

const testers: Header = { type: 'Exact', name: canaryHeader, value: 'always' };

function withHeader<M extends Pick<Match, 'headers'>>(all: readonly M[], header: Header): M[] {
  return all.map((one) => ({ ...one, headers: [...(one.headers ?? []), header] }));
}

function headers(plan: RoutePlan): Header[] {
  return Object.entries(plan.headers).map(([name, value]) => ({ type: 'Exact', name, value }));
}

function backends(plan: RoutePlan, { service, port }: PathPlan, kind: GatewayKind) {
  const { canary } = plan;
  // A canary for testers alone has no share, and so no weight that each gateway would read in its own way.
  if (!canary?.weight) return [backendOf(plan, service, port, 1, kind)];
  return [
    backendOf(plan, service, port, 100 - canary.weight, kind),
    backendOf(plan, canary.service, port, canary.weight, kind),
  ];
}

function backendOf(plan: RoutePlan, name: string, port: number, weight: number, kind: GatewayKind) {
  const own = kind.backend?.(plan, name, port);
  return own ? { ...own, weight } : { group: '', kind: 'Service', name, port, weight };
}

function atEdge(backend: typeof upgradeBackend | typeof closedBackend) {
  return { group: '', kind: 'Service', ...backend, namespace: gatewayNamespace, weight: 1 };
}

/** `/shop.Catalogue/Get` is one method, `/shop.Catalogue` a whole service. */
function grpcMethod(path: string) {
  const [, service = '', method] = path.split('/');
  return { type: 'Exact', service, ...(method && { method }) };
}
