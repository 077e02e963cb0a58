import { histogram, type MetricSource } from './metricSource.ts';

/** `monitoring/prometheus/prometheus.go` of https://github.com/imgproxy/imgproxy/tree/v4.0.17 */
export const imgproxyMetrics: MetricSource = {
  program: 'imgproxy',
  images: ['ghcr.io/imgproxy/imgproxy'],
  metrics: {
    imgproxy_requests_total: [],
    imgproxy_status_codes_total: ['status'],
    ...histogram('imgproxy_request_duration_seconds', []),
  },
};
