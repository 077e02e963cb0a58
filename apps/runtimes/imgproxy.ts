import { sdkTraces } from '../../generators/blocks/logging/traceTarget.ts';
import { goBuckets } from '../../generators/blocks/monitoring/objectives/requestMetrics.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';

/** Megapixels of the largest picture that is taken, each of four bytes in memory. */
export const mostMegapixels = 50;

/**
 * imgproxy. Health: https://docs.imgproxy.net/healthcheck; metrics, at any path of a port of their own:
 * https://docs.imgproxy.net/monitoring/prometheus. User and folders: `docker/Dockerfile` of
 * https://github.com/imgproxy/imgproxy.
 */
export const imgproxy: Runtime<'http'> = {
  image: 'ghcr.io/imgproxy/imgproxy:v4.0.17@sha256:db0b4b9cd690c8b3590203dea300fb759a18c4ec2af7b37424f0bdef23ce317d',
  user: 999,
  group: 999,
  ports: { http: 8080, metrics: 8081 },
  startup: { port: 'http', path: '/health' },
  readiness: { port: 'http', path: '/health' },
  liveness: { port: 'http', path: '/health' },
  metrics: { port: 'metrics', path: '/metrics' },
  // `monitoring/prometheus/prometheus.go`. The status is counted where the answer begins.
  requests: {
    answered: { metric: 'imgproxy_requests_total' },
    failed: { metric: 'imgproxy_status_codes_total', where: 'status=~"5.."' },
    duration: { metric: 'imgproxy_request_duration_seconds', buckets: goBuckets },
  },
  // The figure for a picture is what it can be at most; the other is an allowance, not a measurement.
  memory: {
    idle: '48Mi',
    each: { what: 'picture', takes: `${mostMegapixels * 4}M` },
    source: 'https://docs.imgproxy.net/configuration/options#IMGPROXY_MAX_SRC_RESOLUTION',
  },
  // https://docs.imgproxy.net/monitoring/open_telemetry
  traces: (target) => (target.url ? { IMGPROXY_OPEN_TELEMETRY_ENABLE: 'true', ...sdkTraces(target) } : {}),
  writable: { '/tmp': '256Mi', '/var/cache/fontconfig': '16Mi' },
  drainSeconds: 20,
};
