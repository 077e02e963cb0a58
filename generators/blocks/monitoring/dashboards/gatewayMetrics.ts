import type { Gateway } from '../../../model/settings/cluster.ts';

/** What a gateway says of the requests it answered, and the bucket that counts as fast: nearest to a second. */
export interface GatewayMetrics {
  readonly requests: string;
  /** Label of the status of an answer. */
  readonly status: string;
  readonly duration: string;
  /** How many of its unit of durations are a second. */
  readonly second: number;
  readonly fast: number;
  /** Label that tells where a request went. */
  readonly destination: string;
  /** Further labels of the series that count. */
  readonly where?: string;
}

/**
 * Kong: `kong/plugins/prometheus/exporter.lua` of https://github.com/Kong/kong/tree/3.9.3, with `status_code_metrics` and
 * `latency_metrics`, in milliseconds. Istio: https://istio.io/latest/docs/reference/config/metrics/, in milliseconds; a
 * gateway reports as the source. Traefik: `pkg/observability/metrics/prometheus.go` of
 * https://github.com/traefik/traefik/tree/v3.7.13, with its default buckets.
 */
export const gatewayMetrics: Readonly<Record<Gateway, GatewayMetrics>> = {
  kong: {
    requests: 'kong_http_requests_total',
    status: 'code',
    duration: 'kong_request_latency_ms',
    second: 1000,
    fast: 1000,
    destination: 'route',
  },
  istio: {
    requests: 'istio_requests_total',
    status: 'response_code',
    duration: 'istio_request_duration_milliseconds',
    second: 1000,
    fast: 1000,
    destination: 'destination_service_name',
    where: 'reporter="source"',
  },
  traefik: {
    requests: 'traefik_entrypoint_requests_total',
    status: 'code',
    duration: 'traefik_entrypoint_request_duration_seconds',
    second: 1,
    fast: 1.2,
    destination: 'entrypoint',
  },
};
