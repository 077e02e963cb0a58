import { edgePorts } from '../../generators/blocks/gateways/edge/names.ts';
import type { Runtime } from '../../generators/blocks/runtime.ts';

/**
 * Envoy without a shell. User and entry point: `distribution/docker/Dockerfile-envoy` of
 * https://github.com/envoyproxy/envoy. Digest as in https://github.com/InteractionLabs/traversal-connector (`Dockerfile`)
 * and https://github.com/FabioKaelin/f-operator. It ends at once on SIGTERM: nothing it answers takes long. It has no
 * `requests`: `envoy_http_downstream_rq_xx` counts for each listener, probes and its own metrics among them.
 */
export const envoy: Runtime<'verify' | 'upgrade' | 'closed'> = {
  image:
    'docker.io/envoyproxy/envoy:distroless-v1.39.2@sha256:dced08cf7c472e1a1d067f906878266078eeeb63c110b4961882c039a622853a',
  user: 65532,
  group: 65532,
  ports: edgePorts,
  startup: { port: 'health', path: '/ready' },
  readiness: { port: 'health', path: '/ready' },
  liveness: { port: 'health', path: '/ready' },
  metrics: { port: 'health', path: '/stats/prometheus' },
  memory: { idle: '60M', source: 'https://istio.io/latest/docs/ops/deployment/performance-and-scalability/' },
  drainSeconds: 1,
};
