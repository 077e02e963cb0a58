import type { Runtime } from '../../generators/blocks/runtime.ts';

/**
 * podinfo stands in for the company's own images until `images.yaml` names them: a small web service with real
 * probes and metrics. Ports, paths and flags: https://github.com/stefanprodan/podinfo#readme
 */
export const podinfo: Runtime<'http'> = {
  image: 'ghcr.io/stefanprodan/podinfo:6.9.2',
  user: 100,
  group: 101,
  ports: { http: 9898, metrics: 9797 },
  startup: { port: 'http', path: '/healthz' },
  readiness: { port: 'http', path: '/readyz' },
  liveness: { port: 'http', path: '/healthz' },
  metrics: { port: 'metrics', path: '/metrics' },
  requestCounter: 'http_requests_total',
  args: ['--port=9898', '--port-metrics=9797'],
  writable: { '/data': '64Mi', '/tmp': '64Mi' },
  drainSeconds: 10,
};
