import type { Runtime } from '../blocks/runtime.ts';

/** What an image of the sample company needs that answers HTTP, exports metrics and writes temporary files. */
export const exampleRuntime: Runtime<'http'> = {
  image: 'registry.example.com/shop:1@sha256:0000',
  user: 10001,
  group: 10002,
  ports: { http: 8080, metrics: 9090 },
  startup: { port: 'http', path: '/started' },
  readiness: { port: 'http', path: '/ready' },
  liveness: { port: 'metrics', path: '/live' },
  metrics: { port: 'metrics', path: '/metrics' },
  requests: {
    answered: { metric: 'http_requests_total' },
    failed: { metric: 'http_requests_total', where: 'status=~"5.."' },
    duration: { metric: 'http_request_duration_seconds', buckets: [0.1, 0.25, 0.5, 1] },
  },
  memory: { idle: '64Mi', each: { what: 'cart', takes: '8Mi' }, source: 'https://example.com/sizes' },
  writable: { '/tmp': '64Mi' },
  drainSeconds: 20,
};
