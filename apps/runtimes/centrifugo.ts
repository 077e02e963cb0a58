import type { Runtime } from '../../generators/blocks/runtime.ts';

/**
 * Centrifugo. What must not be reached from outside (HTTP API, health, metrics) listens on a port of its own:
 * https://centrifugal.dev/docs/server/configuration#custom-internal-port. Health answers as long as the process does.
 * User: `Dockerfile` of https://github.com/centrifugal/centrifugo. It has no `requests`: it counts them only with
 * `prometheus.instrument_http_handlers`, and what its users wait for are messages over connections that stay open.
 */
export const centrifugo: Runtime<'http' | 'internal'> = {
  image:
    'docker.io/centrifugo/centrifugo:v6.9.6@sha256:3cfded0eb9216882dcb2a77256a89d185654b4e32294934f8de2935fff3c70ec',
  user: 1000,
  group: 1000,
  ports: { http: 8000, internal: 9000 },
  startup: { port: 'internal', path: '/health' },
  readiness: { port: 'internal', path: '/health' },
  liveness: { port: 'internal', path: '/health' },
  metrics: { port: 'internal', path: '/metrics' },
  // "each WebSocket connection will cost about 30-50 KB of RAM". Idle: `VmRSS` of `go install
  // github.com/centrifugal/centrifugo/v6@v6.9.6`, 20 s after it has started with the variables of `inapp` and no client.
  memory: { idle: '72Mi', each: { what: 'connection', takes: '64Ki' }, source: 'https://centrifugal.dev/docs/faq' },
  drainSeconds: 30,
};
