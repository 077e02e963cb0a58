import { histogram, type MetricSource } from './metricSource.ts';

const request = ['reporter', 'destination_service', 'request_protocol', 'response_code', 'response_flags'];

/** Envoy with Istio's filter: https://istio.io/latest/docs/reference/config/metrics/ */
export const istioMetrics: MetricSource = {
  program: 'Istio',
  metrics: {
    istio_requests_total: request,
    ...histogram('istio_request_duration_milliseconds', request),
  },
};
