import { histogram, type MetricSource } from './metricSource.ts';

/** `pkg/api/http/metrics.go` of https://github.com/stefanprodan/podinfo/tree/6.15.0 */
export const podinfoMetrics: MetricSource = {
  program: 'podinfo',
  images: ['ghcr.io/stefanprodan/podinfo'],
  metrics: {
    http_requests_total: ['status'],
    ...histogram('http_request_duration_seconds', ['method', 'path', 'status']),
  },
};
