import { histogram, type MetricSource } from './metricSource.ts';

const name = 'http_server_request_duration_seconds';

/**
 * The company's own images, by OpenTelemetry's conventions, with dots as underscores:
 * https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration
 */
export const ownImageMetrics: MetricSource = {
  program: 'an image of the company',
  metrics: histogram(name, ['http_request_method', 'http_response_status_code', 'http_route', 'url_scheme']),
};
