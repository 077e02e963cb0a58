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
  requestCounter: 'http_requests_total',
  writable: { '/tmp': '64Mi' },
  drainSeconds: 20,
};
