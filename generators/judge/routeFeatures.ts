import { featuresOf } from '../blocks/gateways/featuresOf.ts';
import type { RoutePlan } from '../blocks/gateways/plan.ts';
import { publicRoute } from '../blocks/gateways/routes.ts';
import { collected } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Environment, Locate } from '../model/fleet.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Cluster } from '../model/settings/index.ts';
import { gatewayFeatures, gatewaysWith } from '../upstream/gatewayFeatures.ts';

/**
 * Findings about routes that want what the gateway of their cluster cannot do, at the line that chooses it.
 * @param apps what the apps of the cluster get: those that collect routes know them
 */
export function routeFeatures(
  apps: Iterable<{ readonly inputs: Inputs }>,
  { environment, cluster, locate }: { environment: Environment; cluster: Cluster; locate: Locate },
): Finding[] {
  const plans = new Map<string, RoutePlan>();
  for (const { inputs } of apps) {
    for (const { value } of collected(inputs, publicRoute)) plans.set(`${value.namespace}/${value.name}`, value);
  }
  const path = ['clusters', environment.settings.clusters.indexOf(cluster), 'gateway'];
  return [...plans.values()].flatMap((plan) =>
    featuresOf(plan)
      .map((name) => gatewayFeatures[name])
      .filter((feature) => feature[cluster.gateway] === 'none')
      .map((feature): Finding => {
        const others = gatewaysWith(feature);
        return {
          code: 'route-feature-missing',
          severity: 'error',
          message: `The route ${plan.name} of ${plan.app} wants ${feature.name}, which ${cluster.gateway} cannot do.`,
          fix:
            others.length > 0
              ? `Give the cluster another gateway: ${others.join(', ')}; or leave it out of the route.`
              : 'Leave it out of the route: no gateway can do it (docs/gateways.md).',
          at: locate(environment.file, path),
          in: { environment: environment.name, cluster: cluster.name, app: plan.app },
        };
      }),
  );
}
