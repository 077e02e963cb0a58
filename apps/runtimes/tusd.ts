import type { Runtime } from '../../generators/blocks/runtime.ts';

/**
 * tusd. It has no health endpoint: its greeting at `/` answers as long as the process does. Metrics share the port, so
 * nothing but `/files/` may be routed to it. User and flags: `Dockerfile` and `cmd/tusd/cli` of
 * https://github.com/tus/tusd.
 */
export const tusd: Runtime<'http'> = {
  image: 'docker.io/tusproject/tusd:v2.10.1@sha256:7b1c552a8b42f4b36cb01f2a3bd49f82ab078b2eefd191459e716141dd50376c',
  user: 1000,
  group: 1000,
  ports: { http: 8080 },
  startup: { port: 'http', path: '/' },
  readiness: { port: 'http', path: '/' },
  liveness: { port: 'http', path: '/' },
  metrics: { port: 'http', path: '/metrics' },
  // `pkg/prometheuscollector`: no durations, and an upload takes as long as its user's network wants.
  requests: {
    answered: { metric: 'tusd_requests_total' },
    failed: { metric: 'tusd_errors_total', where: 'status=~"5.."' },
  },
  // Measured: `VmRSS` of `go install github.com/tus/tusd/v2/cmd/tusd@v2.10.1`, 12 s after its start without uploads.
  memory: { idle: '40Mi', source: 'https://github.com/tus/tusd, measured' },
  drainSeconds: 30,
};
