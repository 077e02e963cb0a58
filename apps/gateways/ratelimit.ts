import { authorityVariable } from '../../generators/blocks/authority.ts';
import { calledByGateway } from '../../generators/blocks/gateways/calledByGateway.ts';
import { ratelimitConfig } from '../../generators/blocks/gateways/ratelimitConfig.ts';
import { publicRoute } from '../../generators/blocks/gateways/routes.ts';
import { goMemoryLimit } from '../../generators/blocks/goMemoryLimit.ts';
import { cpu } from '../../generators/blocks/scaling/scale.ts';
import { service } from '../../generators/blocks/service.ts';
import { here } from '../../generators/blocks/source.ts';
import { collected } from '../../generators/model/fact.ts';
import { limits, names } from '../names.ts';
import { priorities } from '../priorities.ts';
import { envoyRatelimit } from '../runtimes/envoyRatelimit.ts';

/** Folder of the configuration: `RUNTIME_ROOT`/`RUNTIME_SUBDIRECTORY`/config. */
const folder = '/data/ratelimit/config';

/**
 * Counts requests for Istio, whose Envoys count together by a service alone: the pods of the gateway ask it before they
 * pass a request of a limited route on. Variables: `src/settings/settings.go` of https://github.com/envoyproxy/ratelimit
 */
export const ratelimit = service(names.ratelimit, {
  source: here(import.meta),
  runtime: envoyRatelimit,
  gateways: ['istio'],
  scale: { min: 2, max: 6, on: [cpu(70)] },
  resources: { cpu: '250m', memory: '128Mi' },
  priority: priorities.critical,
  callersKnownBy: 'the gateway asks it for a number, and no request of a user reaches it',
  uses: { limits: limits.use },
  collects: [publicRoute],
  parts: [calledByGateway(['grpc'])],
  env: ({ uses, settings }) => ({
    GOMEMLIMIT: goMemoryLimit(settings.resources.memory),
    PORT: String(envoyRatelimit.ports.http),
    GRPC_PORT: String(envoyRatelimit.ports.grpc),
    // Profiles and statistics, for nobody but a person in the pod.
    DEBUG_HOST: '127.0.0.1',
    USE_STATSD: 'false',
    USE_PROMETHEUS: 'true',
    PROMETHEUS_ADDR: `:${envoyRatelimit.ports.metrics}`,
    LOG_FORMAT: 'json',
    BACKEND_TYPE: 'redis',
    REDIS_TYPE: 'SINGLE',
    REDIS_SOCKET_TYPE: 'tcp',
    REDIS_URL: `${uses.limits.host}:${uses.limits.port}`,
    REDIS_TLS: String(uses.limits.tls),
    ...authorityVariable(uses.limits, 'REDIS_TLS_CACERT'),
    REDIS_AUTH: uses.limits.password,
    // By default a counter of one second stays up to five minutes, to spread its expiry.
    EXPIRATION_JITTER_MAX_SECONDS: '10',
    RUNTIME_ROOT: '/data',
    RUNTIME_SUBDIRECTORY: 'ratelimit',
    // The files of a ConfigMap are links into a folder whose name begins with a dot: if that were read too, each domain
    // would be there twice, and the service would load nothing.
    RUNTIME_WATCH_ROOT: 'false',
    RUNTIME_IGNOREDOTFILES: 'true',
  }),
  files: ({ inputs }) => ({
    [folder]: { 'gateway.yaml': ratelimitConfig(collected(inputs, publicRoute).map(({ value }) => value)) },
  }),
});
