import { histogram, type MetricSource } from './metricSource.ts';

const request = ['code', 'method', 'protocol', 'entrypoint'];

/** `pkg/observability/metrics/prometheus.go` of https://github.com/traefik/traefik/tree/v3.7.13 */
export const traefikMetrics: MetricSource = {
  program: 'Traefik',
  metrics: {
    traefik_entrypoint_requests_total: request,
    ...histogram('traefik_entrypoint_request_duration_seconds', request),
  },
};
