import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { at, listAt, textAt } from '../../kubernetes/reading.ts';
import { matches, type ObjectLabels } from '../../kubernetes/selector.ts';
import { podsOfGateway } from './pods.ts';
import { pluginNames } from './references.ts';
import type { RouteRule } from './routeRule.ts';

/** The middlewares of Traefik that requests of a rule pass, those of chains too, in their order. */
export function middlewaresOf(view: ClusterView, rule: RouteRule): readonly Built[] {
  const named = rule.filters.map(({ value }) => at(value, ['extensionRef']));
  const follow = (namespace: string, name: string, depth: number): readonly Built[] => {
    const found = view.find('Middleware', namespace, name);
    if (!found || depth === 0) return [];
    const links = listAt(found.resource.spec, ['chain', 'middlewares']);
    return [
      found,
      ...links.flatMap((one) => follow(textAt(one, ['namespace']) || namespace, textAt(one, ['name']), depth - 1)),
    ];
  };
  return named
    .filter((one) => textAt(one, ['kind']) === 'Middleware')
    .flatMap((one) => follow(rule.namespace, textAt(one, ['name']), longestChain));
}

/** Chains within chains, at most: a chain that names itself ends here. */
const longestChain = 5;

/**
 * The plugins of Kong that requests of a rule pass: those of the cluster, of the Services behind it, of the route, and of
 * the rule. One that is switched off is none.
 */
export function pluginsOf(view: ClusterView, rule: RouteRule): readonly Built[] {
  const find = (namespace: string, name: string) =>
    view.find('KongPlugin', namespace, name) ?? view.find('KongClusterPlugin', '', name);
  const global = view
    .ofKind('KongClusterPlugin', 'configuration.konghq.com')
    .filter(({ resource }) => resource.metadata.labels?.global === 'true');
  const behind = rule.backends.flatMap(({ namespace, name }) => {
    const service = view.find('Service', namespace, name)?.resource;
    return pluginNames(service?.metadata.annotations).map((plugin) => find(namespace, plugin));
  });
  const own = pluginNames(rule.route.resource.metadata.annotations).map((plugin) => find(rule.namespace, plugin));
  const here = rule.filters
    .map(({ value }) => at(value, ['extensionRef']))
    .filter((one) => textAt(one, ['kind']) === 'KongPlugin')
    .map((one) => find(rule.namespace, textAt(one, ['name'])));
  return [...new Set([...global, ...behind, ...own, ...here])].filter(
    (one): one is Built => one !== undefined && one.resource.disabled !== true,
  );
}

/**
 * The policies of Istio of one kind that hold for a Gateway: by its name, by the labels of its pods, or for its whole
 * namespace. https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export function policiesOfGateway(view: ClusterView, gateway: Built, kind: string, group: string): readonly Built[] {
  const { namespace = '', name } = gateway.resource.metadata;
  return view.ofKind(kind, group).filter(({ resource }) => {
    const targets = listAt(resource.spec, ['targetRefs']);
    const selector = at(resource.spec, ['selector']) ?? at(resource.spec, ['workloadSelector']);
    if (targets.length > 0) {
      return (
        resource.metadata.namespace === namespace &&
        targets.some((one) => textAt(one, ['kind']) === 'Gateway' && textAt(one, ['name']) === name)
      );
    }
    if (resource.metadata.namespace !== namespace && resource.metadata.namespace !== root) return false;
    const matchLabels = (at(selector, ['matchLabels']) ?? at(selector, ['labels'])) as ObjectLabels | undefined;
    return podsOfGateway(gateway, view).some(({ labels }) => matches({ ...(matchLabels && { matchLabels }) }, labels));
  });
}

/** The namespace whose policies hold for all others: `rootNamespace` of the mesh. */
const root = 'istio-system';

/**
 * Whether an EnvoyFilter switches a filter of Envoy off for a rule. Envoy's route has the name
 * `<namespace>.<name>.<rule>`: `pilot/pkg/config/kube/gateway/conversion.go` of https://github.com/istio/istio
 */
export function isSwitchedOff(view: ClusterView, rule: RouteRule, gateway: Built, filter: string): boolean {
  const name = `${rule.namespace}.${rule.route.resource.metadata.name}.${rule.field.replace(/\D/g, '')}`;
  return policiesOfGateway(view, gateway, 'EnvoyFilter', 'networking.istio.io').some(({ resource }) =>
    listAt(resource.spec, ['configPatches']).some(
      (one) =>
        textAt(one, ['match', 'routeConfiguration', 'vhost', 'route', 'name']) === name &&
        at(one, ['patch', 'value', 'typed_per_filter_config', filter, 'disabled']) === true,
    ),
  );
}

/** The Gateways whose listeners a rule is attached to, each once. */
export function gatewaysOfRule({ listeners }: Pick<RouteRule, 'listeners'>): readonly Built[] {
  return [...new Set(listeners.map(({ gateway }) => gateway))];
}
