import { limitsService } from '../../generators/blocks/gateways/istio/limitsFilter.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';

/**
 * The rate limit service of Envoy. The project builds an image of every commit and names no versions: this is the one
 * that Envoy Gateway 1.8.3 runs, with the digest that hypershell and ReefOps pin. Ports and paths:
 * `src/settings/settings.go` and `src/server/server_impl.go` of https://github.com/envoyproxy/ratelimit; user: the base
 * image in `Dockerfile` there, distroless `nonroot`. It listens once it has reached its store, and is healthy from then
 * on, whatever becomes of the store.
 */
export const envoyRatelimit: Runtime<'grpc'> = {
  image:
    'docker.io/envoyproxy/ratelimit:1e50889b@sha256:5bb3741fd6709bab1d498eae1a5807faa2113b712dfb236fb76c04a00871ffc9',
  user: 65532,
  group: 65532,
  ports: { grpc: limitsService.port, http: 8080, metrics: 9090 },
  startup: { port: 'http', path: '/healthcheck' },
  readiness: { port: 'http', path: '/healthcheck' },
  liveness: { port: 'http', path: '/healthcheck' },
  metrics: { port: 'metrics', path: '/metrics' },
  // An allowance, not a measurement. Centrifugo, a larger program in Go, takes 72 MiB.
  memory: { idle: '32Mi', source: 'an allowance' },
  drainSeconds: 10,
};
