import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { once } from '../../kubernetes/once.ts';
import { at, count, listAt, textAt, texts } from '../../kubernetes/reading.ts';
import { hostsMeet } from './host.ts';
import { type GatewayListener, listenersOf } from './listener.ts';
import { matchesOf, type RouteMatch } from './match.ts';

/** One rule of an HTTPRoute or GRPCRoute, with the listeners of Gateways that its route names. */
export interface RouteRule {
  readonly route: Built;
  readonly namespace: string;
  /** `spec.rules[2]`. */
  readonly field: string;
  readonly isGrpc: boolean;
  readonly listeners: readonly GatewayListener[];
  /** The hosts of its route, or of the listeners where the route names none: `''` is every host. */
  readonly hosts: readonly string[];
  readonly matches: readonly RouteMatch[];
  readonly filters: readonly RouteFilter[];
  readonly backends: readonly RouteBackend[];
  /** The rule itself. */
  readonly value: object;
}

/** A filter of a rule, or of one of its backends. */
export interface RouteFilter {
  readonly type: string;
  /** `spec.rules[0].filters[1]`. */
  readonly field: string;
  readonly value: object;
}

/** The Service that a rule sends requests to. */
export interface RouteBackend {
  /** `spec.rules[0].backendRefs[api]`. */
  readonly field: string;
  readonly namespace: string;
  readonly name: string;
  /** 0 where none is named. */
  readonly port: number;
  /** Its part of the requests, of the sum over the rule; that of the TraefikService through which it is named. */
  readonly weight: number;
  /** The ServersTransport by which Traefik calls it, or empty. */
  readonly transport: string;
}

/** Kinds of routes that take requests of HTTP. */
export const routeKinds = ['HTTPRoute', 'GRPCRoute'] as const;

/** Every rule of every route of a cluster. */
export const routeRulesOf = once((view): readonly RouteRule[] =>
  routeKinds.flatMap((kind) =>
    view.ofKind(kind, 'gateway.networking.k8s.io').flatMap((route) => {
      const spec = route.resource.spec;
      const namespace = route.resource.metadata.namespace ?? '';
      const named = texts(at(spec, ['hostnames']) as string[] | undefined);
      const listeners = attachedTo(view, route, named);
      const hosts = named.length > 0 ? named : [...new Set(listeners.map(({ hostname }) => hostname))];
      const isGrpc = kind === 'GRPCRoute';
      return listAt(spec, ['rules']).map((rule, index): RouteRule => {
        const field = `spec.rules[${index}]`;
        return {
          route,
          namespace,
          field,
          isGrpc,
          listeners,
          hosts,
          matches: matchesOf(rule, field, isGrpc),
          filters: filtersOf(rule, field),
          backends: backendsOf(view, rule, field, namespace),
          value: rule,
        };
      });
    }),
  ),
);

/** Whether requests of a rule go on to apps: the gateway's own namespace answers for itself, and redirects go nowhere. */
export function leadsToApps({ backends, listeners }: RouteRule): boolean {
  const own = new Set(listeners.map(({ gateway }) => gateway.resource.metadata.namespace));
  return backends.some(({ namespace }) => !own.has(namespace));
}

/** The listeners that the parents of a route name, as far as their hosts have names in common with the route's. */
function attachedTo(view: ClusterView, { resource }: Built, hosts: readonly string[]): readonly GatewayListener[] {
  const parents = listAt(resource.spec, ['parentRefs']);
  return listenersOf(view).filter(({ gateway, name, hostname, port }) =>
    parents.some(
      (parent) =>
        (textAt(parent, ['kind']) || 'Gateway') === 'Gateway' &&
        textAt(parent, ['name']) === gateway.resource.metadata.name &&
        (textAt(parent, ['namespace']) || resource.metadata.namespace) === gateway.resource.metadata.namespace &&
        [name, ''].includes(textAt(parent, ['sectionName'])) &&
        count(at(parent, ['port']), port) === port &&
        (hosts.length === 0 || hosts.some((host) => hostsMeet(host, hostname))),
    ),
  );
}

function filtersOf(rule: object, field: string): readonly RouteFilter[] {
  return listAt(rule, ['filters']).map((value, index) => ({
    type: textAt(value, ['type']),
    field: `${field}.filters[${index}]`,
    value,
  }));
}

/** The Services of a rule: those that it names, and those behind a TraefikService. */
function backendsOf(view: ClusterView, rule: object, field: string, own: string): readonly RouteBackend[] {
  return listAt(rule, ['backendRefs']).flatMap((one) => {
    const name = textAt(one, ['name']);
    const namespace = textAt(one, ['namespace']) || own;
    // 1 where none is said: https://gateway-api.sigs.k8s.io/reference/spec/
    const made = { field: `${field}.backendRefs[${name}]`, namespace, weight: count(at(one, ['weight']), 1) };
    if ((textAt(one, ['kind']) || 'Service') === 'Service') return [backendOf(made, one)];
    const between = view.find(textAt(one, ['kind']), namespace, name)?.resource.spec;
    return listAt(between, ['weighted', 'services'])
      .filter((service) => (textAt(service, ['kind']) || 'Service') === 'Service')
      .map((service) => backendOf({ ...made, namespace: textAt(service, ['namespace']) || namespace }, service));
  });
}

function backendOf(made: Pick<RouteBackend, 'field' | 'namespace' | 'weight'>, named: object): RouteBackend {
  return {
    ...made,
    name: textAt(named, ['name']),
    port: count(at(named, ['port']), 0),
    transport: textAt(named, ['serversTransport']),
  };
}
