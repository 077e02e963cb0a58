import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import { Failure } from '../../generators/model/finding.ts';
import { groupOf, type Resource } from '../../generators/model/resource.ts';

/** A Gateway with the fields that are read here. */
export interface GatewayView {
  readonly name: string;
  readonly namespace: string;
  readonly class: string;
  readonly listeners: readonly Listener[];
  /** The Services that `spec.addresses` name, by `<namespace>/<name>`. */
  readonly services: readonly string[];
  /** Labels for what is made for it. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
  /** The Secrets with its certificates, by `<namespace>/<name>`. */
  readonly secrets: readonly string[];
}

const group = 'gateway.networking.k8s.io';

/** The Gateways among objects. */
export function gatewaysOf(objects: readonly Resource[]): GatewayView[] {
  return objects.filter(isOf('Gateway')).map((object) => {
    const { metadata, spec } = object as unknown as IGateway;
    const { name = '', namespace = '' } = metadata ?? {};
    const listeners = (spec?.listeners ?? []).map(({ name, port, protocol, hostname, tls }) => ({
      name,
      port,
      protocol,
      ...(hostname && { hostname }),
      secrets: (tls?.certificateRefs ?? []).map((one) => `${one.namespace ?? namespace}/${one.name}`),
    }));
    const named = (spec?.addresses ?? []).filter(({ type }) => type === 'Hostname');
    const services = named.map(({ value = '' }) => `${namespace}/${value.split('.')[0]}`);
    const labels = spec?.infrastructure?.labels ?? {};
    return { name, namespace, class: spec?.gatewayClassName ?? '', listeners, services, labels };
  });
}

/**
 * A listener of any Gateway, by its name.
 * @throws Failure when there is none
 */
export function listenerNamed(name: string, objects: readonly Resource[]): Listener {
  const listeners = gatewaysOf(objects).flatMap(({ listeners }) => listeners);
  const found = listeners.find((one) => one.name === name);
  if (found) return found;
  const names = listeners.map((one) => one.name).join(', ');
  throw new Failure(`no Gateway has a listener ${name}`, `Name one of these: ${names || 'there are none'}.`);
}

/** Whether an object is of a kind of Gateway API. */
export const isOf =
  (...kinds: readonly string[]) =>
  (object: Resource): boolean =>
    groupOf(object) === group && kinds.includes(object.kind);

/** Whether an object is a route. */
export const isRoute = isOf('HTTPRoute', 'GRPCRoute');

/** All host names of routes and listeners. */
export function hostnamesOf(objects: readonly Resource[]): string[] {
  const routes = objects.filter(isRoute).flatMap(({ spec }) => (spec as { hostnames?: string[] }).hostnames ?? []);
  const listeners = gatewaysOf(objects).flatMap(({ listeners }) => listeners.flatMap(({ hostname }) => hostname ?? []));
  return [...new Set([...routes, ...listeners])];
}
