import type { MetricSource } from './metricSource.ts';

/** https://www.keycloak.org/observability/metrics-for-troubleshooting-http */
export const keycloakMetrics: MetricSource = {
  program: 'Keycloak',
  images: ['quay.io/keycloak/keycloak'],
  metrics: {
    http_server_requests_seconds_count: ['method', 'outcome', 'status', 'uri'],
  },
};
