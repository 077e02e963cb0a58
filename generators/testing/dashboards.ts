import type { DashboardSpec } from '../blocks/monitoring/dashboards/dashboard.ts';
import { dashboardsOf, type Shown } from '../blocks/monitoring/dashboards/index.ts';
import { availability, latency } from '../blocks/monitoring/objectives/objective.ts';
import { type Gateway, gateways } from '../model/settings/cluster.ts';

/** A cluster with an app that says everything of its requests, one that says little, one that says nothing, and all data. */
export function exampleShown(gateway: Gateway = 'istio'): Shown {
  const shop = {
    name: 'shop',
    namespace: 'backend',
    podNames: ['shop', 'shop-canary'],
    requests: {
      answered: { metric: 'http_requests_total' },
      failed: { metric: 'http_requests_total', where: 'status=~"5.."' },
      endpoint: 'path',
      duration: { metric: 'http_request_duration_seconds', buckets: [0.25, 0.5, 1] },
    },
  };
  return {
    gateway,
    apps: [
      shop,
      { ...shop, name: 'cart', podNames: ['cart'] },
      { name: 'login', namespace: 'identity', podNames: ['login'], requests: { answered: { metric: 'logins_total' } } },
      { name: 'worker', namespace: 'backend', podNames: ['worker'] },
    ],
    objectives: new Map([['shop', [availability(99.9), latency(99, '500ms')]]]),
    systems: (['postgresql', 'mysql', 'mongodb', 'cassandra', 'cache', 'queue', 'search', 'bucket'] as const).flatMap(
      (kind) => [
        { kind, name: `${kind}-a`, namespace: 'data' },
        { kind, name: `${kind}-b`, namespace: 'gateways' },
      ],
    ),
  };
}

/** All dashboards of such clusters, with each gateway. */
export const exampleDashboards: readonly DashboardSpec[] = gateways.flatMap((gateway) =>
  dashboardsOf(exampleShown(gateway)),
);
