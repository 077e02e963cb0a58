import type { CacheBinding, IssuerBinding } from '../generators/blocks/bindings.ts';
import { open, route } from '../generators/blocks/gateways/route.ts';
import { goMemoryLimit } from '../generators/blocks/goMemoryLimit.ts';
import { cpu, memory } from '../generators/blocks/scaling/scale.ts';
import { type SecretValue, secretUrl } from '../generators/blocks/secrets/value.ts';
import { service } from '../generators/blocks/service.ts';
import { unitsIn } from '../generators/blocks/sizes/memoryNeed.ts';
import { here } from '../generators/blocks/source.ts';
import { names, realtime, userTokens } from './names.ts';
import { priorities } from './priorities.ts';
import { centrifugo } from './runtimes/centrifugo.ts';

/**
 * Centrifugo: messages while the app is open, over WebSocket. `api` publishes to the channel of a user, and whichever
 * pod holds a connection of that user delivers. The connections of a terminating pod move to the others at once, so a
 * roll-out replaces one pod at a time with half a minute between. Variables:
 * https://centrifugal.dev/docs/server/configuration
 */
export const inapp = service(names.inapp, {
  source: here(import.meta),
  runtime: centrifugo,
  // Two fifths of the memory is about four fifths of the connections that a pod takes, see below.
  scale: { min: 3, max: 12, on: [cpu(60), memory(40)] },
  resources: { cpu: '1', memory: '2Gi' },
  rollout: { maxSurge: 1, minReadySeconds: 30 },
  priority: priorities.critical,
  routes: [
    route('realtime', '/connection/websocket', {
      auth: open('Centrifugo takes the token from the first message of a connection.'),
      exact: true,
      timeout: 'long-lived',
    }),
  ],
  uses: { realtime: realtime.use, tokens: userTokens.keys },
  env: ({ uses, settings, inputs, own }) => ({
    CENTRIFUGO_HTTP_SERVER_PORT: String(centrifugo.ports.http),
    CENTRIFUGO_HTTP_SERVER_INTERNAL_PORT: String(centrifugo.ports.internal),
    CENTRIFUGO_HTTP_API_KEY: own('api-key'),
    CENTRIFUGO_HEALTH_ENABLED: 'true',
    CENTRIFUGO_PROMETHEUS_ENABLED: 'true',
    CENTRIFUGO_USAGE_STATS_DISABLED: 'true',
    CENTRIFUGO_SHUTDOWN_TIMEOUT: `${centrifugo.drainSeconds}s`,
    // Without an engine between them, pods would not see each other's messages.
    CENTRIFUGO_ENGINE_TYPE: 'redis',
    CENTRIFUGO_ENGINE_REDIS_ADDRESS: brokerAddress(uses.realtime),
    ...(uses.realtime.authority !== undefined && {
      CENTRIFUGO_ENGINE_REDIS_TLS_ENABLED: 'true',
      CENTRIFUGO_ENGINE_REDIS_TLS_SERVER_CA_PEM: uses.realtime.authority,
    }),
    CENTRIFUGO_CLIENT_TOKEN_JWKS_PUBLIC_ENDPOINT: uses.tokens.keys,
    CENTRIFUGO_CLIENT_TOKEN_ISSUER: uses.tokens.issuer,
    ...audiencesOf(uses.tokens),
    CENTRIFUGO_CLIENT_ALLOWED_ORIGINS: `https://${inputs.environment.domain}`,
    GOMEMLIMIT: goMemoryLimit(settings.resources.memory),
    // As many as memory holds; and no more new ones a second than a pod can take.
    CENTRIFUGO_CLIENT_CONNECTION_LIMIT: String(unitsIn(settings.resources.memory, centrifugo.memory)),
    CENTRIFUGO_CLIENT_CONNECTION_RATE_LIMIT: '500',
    // Every user receives their own channel and, after a short disconnection, the missed messages.
    CENTRIFUGO_CLIENT_SUBSCRIBE_TO_USER_PERSONAL_CHANNEL_ENABLED: 'true',
    CENTRIFUGO_CHANNEL_WITHOUT_NAMESPACE_HISTORY_SIZE: '100',
    CENTRIFUGO_CHANNEL_WITHOUT_NAMESPACE_HISTORY_TTL: '5m',
    CENTRIFUGO_CHANNEL_WITHOUT_NAMESPACE_FORCE_RECOVERY: 'true',
  }),
});

/**
 * Whom tokens may be for: one audience to the letter, several by an expression.
 * https://centrifugal.dev/docs/server/authentication#audience-and-issuer-check
 */
function audiencesOf({ audiences }: IssuerBinding): Readonly<Record<string, string>> {
  const [only = '', ...others] = audiences;
  if (others.length === 0) return { CENTRIFUGO_CLIENT_TOKEN_AUDIENCE: only };
  return {
    CENTRIFUGO_CLIENT_TOKEN_AUDIENCE_REGEX: `^(${audiences.map((one) => one.replaceAll('.', '\\.')).join('|')})$`,
  };
}

/**
 * The address of the broker. Where there are Sentinels, Centrifugo requests the primary from them, so it finds a new
 * one directly. A headless name is enough: it resolves to all of them.
 * https://centrifugal.dev/docs/server/engines#redis-sentinel-for-high-availability
 */
function brokerAddress({ url, sentinel, password }: CacheBinding): SecretValue {
  if (!sentinel) return url;
  const { host, port, name } = sentinel;
  return secretUrl`redis+sentinel://:${password}@${host}:${port}?sentinel_master_name=${name}&sentinel_password=${password}`;
}
