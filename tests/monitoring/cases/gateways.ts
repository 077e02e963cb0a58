import type { AlertCases } from '../alertCase.ts';

const at = { namespace: 'gateways' };
const errors = '20% of all requests at the gateway fail: users see errors in the whole app';
const slow = '20% of all requests at the gateway take longer than a second';
const kong = 'namespace="gateways",service="api",route="v1"';
const istio = 'namespace="gateways",reporter="source",destination_service_name="api"';
const traefik = 'namespace="gateways",entrypoint="websecure",method="GET",protocol="http"';

export const gatewayCases: AlertCases = {
  'kong GatewayErrors': {
    fires: {
      [`kong_http_requests_total{${kong},code="200"}`]: '0+80x20',
      [`kong_http_requests_total{${kong},code="502"}`]: '0+20x20',
    },
    quiet: {
      [`kong_http_requests_total{${kong},code="200"}`]: '0+80x20',
      [`kong_http_requests_total{${kong},code="404"}`]: '0+20x20',
    },
    at: '15m',
    labels: at,
    summary: errors,
  },
  'kong GatewaySlow': {
    fires: {
      [`kong_request_latency_ms_count{${kong}}`]: '0+100x30',
      [`kong_request_latency_ms_bucket{${kong},le="1000.0"}`]: '0+80x30',
    },
    quiet: {
      [`kong_request_latency_ms_count{${kong}}`]: '0+100x30',
      [`kong_request_latency_ms_bucket{${kong},le="1000"}`]: '0+99x30',
    },
    at: '25m',
    labels: at,
    summary: slow,
  },
  'istio GatewayErrors': {
    fires: {
      [`istio_requests_total{${istio},response_code="200"}`]: '0+80x20',
      [`istio_requests_total{${istio},response_code="503"}`]: '0+20x20',
    },
    // One request in ten minutes, and it failed.
    quiet: { [`istio_requests_total{${istio},response_code="503"}`]: '0x10 1x10' },
    at: '15m',
    labels: at,
    summary: errors,
  },
  'istio GatewaySlow': {
    fires: {
      [`istio_request_duration_milliseconds_count{${istio}}`]: '0+100x30',
      [`istio_request_duration_milliseconds_bucket{${istio},le="1000"}`]: '0+80x30',
    },
    quiet: {
      [`istio_request_duration_milliseconds_count{${istio}}`]: '0+100x30',
      [`istio_request_duration_milliseconds_bucket{${istio},le="1000"}`]: '0+95x30',
    },
    at: '25m',
    labels: at,
    summary: slow,
  },
  'traefik GatewayErrors': {
    fires: {
      [`traefik_entrypoint_requests_total{${traefik},code="200"}`]: '0+80x20',
      [`traefik_entrypoint_requests_total{${traefik},code="500"}`]: '0+20x20',
    },
    quiet: {
      [`traefik_entrypoint_requests_total{${traefik},code="200"}`]: '0+98x20',
      [`traefik_entrypoint_requests_total{${traefik},code="500"}`]: '0+2x20',
    },
    at: '15m',
    labels: at,
    summary: errors,
  },
  'traefik GatewaySlow': {
    fires: {
      [`traefik_entrypoint_request_duration_seconds_count{${traefik}}`]: '0+100x30',
      [`traefik_entrypoint_request_duration_seconds_bucket{${traefik},le="1.2"}`]: '0+80x30',
    },
    quiet: {
      [`traefik_entrypoint_request_duration_seconds_count{${traefik}}`]: '0+100x30',
      [`traefik_entrypoint_request_duration_seconds_bucket{${traefik},le="1.2"}`]: '0+95x30',
    },
    at: '25m',
    labels: at,
    summary: slow,
  },
};
