import type { IEnvoyFilter } from '@kubernetes-models/istio/networking.istio.io/v1alpha3/EnvoyFilter';
import { type Resource, resource } from '../../../model/resource.ts';
import { typed } from '../edge/envoy.ts';
import { besideGateway, targetRefs } from './target.ts';

type Patch = NonNullable<NonNullable<IEnvoyFilter['spec']>['configPatches']>[number];
type Value = Readonly<Record<string, unknown>>;

const manager = 'envoy.filters.network.http_connection_manager';
const context = 'GATEWAY';

/**
 * Changes to the configuration of the gateway's Envoy, for what Istio has no field. Filters of a higher priority change
 * what those of a lower one left. https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 */
export function envoyFilter(
  name: string,
  priority: number,
  configPatches: readonly Patch[],
  labels: Readonly<Record<string, string>>,
): Resource {
  return resource<IEnvoyFilter>({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: besideGateway(name, labels),
    spec: { targetRefs, priority, configPatches: [...configPatches] },
  });
}

/** Adds to routes of Envoy, by their names. */
export function onRoutes(names: readonly string[], value: Value): Patch[] {
  return names.map((name) => ({
    applyTo: 'HTTP_ROUTE',
    match: { context, routeConfiguration: { vhost: { route: { name } } } },
    patch: { operation: 'MERGE', value },
  }));
}

/** Adds to what handles all requests. */
export function onRequests(value: Value): Patch {
  return {
    applyTo: 'NETWORK_FILTER',
    match: { context, listener: { filterChain: { filter: { name: manager } } } },
    patch: {
      operation: 'MERGE',
      value: { typed_config: typed('filters.network.http_connection_manager.v3.HttpConnectionManager', value) },
    },
  };
}

/** A filter before all of Istio's own. */
export function firstFilter(value: Value): Patch {
  return {
    applyTo: 'HTTP_FILTER',
    match: { context, listener: { filterChain: { filter: { name: manager } } } },
    patch: { operation: 'INSERT_FIRST', value },
  };
}

/** A filter after all of Istio's own: of tokens, policies and CORS. */
export function lastFilter(value: Value): Patch {
  const filter = { name: manager, subFilter: { name: 'envoy.filters.http.router' } };
  return {
    applyTo: 'HTTP_FILTER',
    match: { context, listener: { filterChain: { filter } } },
    patch: { operation: 'INSERT_BEFORE', value },
  };
}
