import { goBuckets } from '../../generators/blocks/monitoring/objectives/requestMetrics.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';

/**
 * podinfo stands in for the company's own images until `images.yaml` names them: a small web service with real probes
 * and metrics. Its `/env` prints every variable and `/panic` terminates it, so only the app's own paths may ever be
 * routed to it.
 *
 * User, ports, paths, flags and metrics: `Dockerfile`, `cmd/podinfo/main.go` and `pkg/api/http` of
 * https://github.com/stefanprodan/podinfo. The image has a CMD and no ENTRYPOINT: arguments replace the program too.
 */
export const podinfo: Runtime<'http'> = {
  image: 'ghcr.io/stefanprodan/podinfo:6.15.0@sha256:ec73780a8425f59ea49f5bc8cdff0d598805a224fbaa1f86c67a244f250fa9da',
  user: 100,
  group: 101,
  ports: { http: 9898, metrics: 9797 },
  startup: { port: 'http', path: '/healthz' },
  readiness: { port: 'http', path: '/readyz' },
  liveness: { port: 'http', path: '/healthz' },
  metrics: { port: 'metrics', path: '/metrics' },
  // `pkg/api/http/metrics.go`: it counts probes too, for they share the port.
  requests: {
    answered: { metric: 'http_requests_total' },
    failed: { metric: 'http_requests_total', where: 'status=~"5.."' },
    duration: { metric: 'http_request_duration_seconds', buckets: goBuckets },
  },
  // Measured: `VmRSS` of `go build ./cmd/podinfo` at 6.14.1, 15 s after its start with these arguments.
  memory: { idle: '40Mi', source: 'https://github.com/stefanprodan/podinfo, measured' },
  args: ['./podinfo', '--port=9898', '--port-metrics=9797'],
  writable: { '/data': '64Mi' },
  drainSeconds: 10,
};
