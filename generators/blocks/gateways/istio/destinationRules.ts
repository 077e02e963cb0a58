import type { IDestinationRule } from '@kubernetes-models/istio/networking.istio.io/v1/DestinationRule';
import { type Resource, resource } from '../../../model/resource.ts';
import { hostOf } from '../../runtime.ts';
import type { RoutePlan } from '../plan.ts';

/**
 * Pods that answer 502, 503 or 504, or nothing, get no requests for a while, and never more than half of them: an app
 * that is slow as a whole is not emptied. Errors of the app itself, 500, do not count.
 * https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
const outlierDetection = {
  consecutive5xxErrors: 0,
  consecutiveGatewayErrors: 5,
  interval: '10s',
  baseEjectionTime: '30s',
  maxEjectionPercent: 50,
};

/**
 * What one pod of the gateway has open to one app at most: beyond it requests fail at once with 503 instead of waiting
 * in memory. A request of HTTP/1 has a connection of its own.
 * https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
const most = { maxConnections: 2048, http1MaxPendingRequests: 512, http2MaxRequests: 2048 } as const;

/**
 * A DestinationRule for each app behind routes, and for its canary. Shards have none: each is one pod, and nobody else
 * could answer for it.
 */
export function destinationRules(plans: readonly RoutePlan[], labels: Readonly<Record<string, string>>): Resource[] {
  const behind = plans.flatMap((plan) => servicesOf(plan).map((service) => ({ service, plan })));
  return [...Map.groupBy(behind, ({ service }) => service)].flatMap(([name, all]) =>
    all.slice(0, 1).map(({ plan: { namespace } }) =>
      resource<IDestinationRule>({
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { name, namespace, labels: { ...labels } },
        spec: {
          host: hostOf({ name, tier: namespace }),
          trafficPolicy: { connectionPool: connectionPool(all.map(({ plan }) => plan)), outlierDetection },
        },
      }),
    ),
  );
}

/** The Services behind a route whose pods are alike. */
function servicesOf({ app, paths, canary }: RoutePlan): readonly string[] {
  return [...(paths.some(({ service }) => service === app) ? [app] : []), ...(canary ? [canary.service] : [])];
}

/** Connections that stay are as many as there are users: their number is the app's to bound. */
function connectionPool(routes: readonly RoutePlan[]) {
  const { maxConnections, ...http } = most;
  const bounded = routes.every(({ exchange }) => exchange === 'ordinary');
  return {
    tcp: { connectTimeout: '2s', ...(bounded && { maxConnections }) },
    ...(bounded && { http }),
  };
}
