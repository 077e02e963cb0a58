import { histogram, type MetricSource } from './metricSource.ts';

const request = ['service', 'route', 'workspace', 'consumer'];

/** Plugin `prometheus`: `kong/plugins/prometheus/exporter.lua` of https://github.com/Kong/kong/tree/3.9.3 */
export const kongMetrics: MetricSource = {
  program: 'Kong',
  metrics: {
    kong_http_requests_total: [...request, 'code', 'source'],
    ...histogram('kong_request_latency_ms', request),
  },
};
