import type { ISourceCriterion } from '@kubernetes-models/traefik/github.com/traefik/traefik/v3/pkg/config/dynamic/SourceCriterion';
import { deviceHeader, identityHeader } from '../../../upstream/gateways.ts';
import { limitsSecretName, limitsStore } from '../limits.ts';
import type { RoutePlan } from '../plan.ts';
import type { Limit } from '../route.ts';
import type { Step } from './middleware.ts';

/**
 * Counts the requests of each caller in one store for all pods of the gateway, as a token bucket: it answers 429 with
 * Retry-After. Without the store it answers 500, unlike the other gateways: `rate_limiter.go` of Traefik 3.7 has no other
 * way. https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/ratelimit/
 */
export function limitStep({ limit: declared }: RoutePlan): Step | undefined {
  if (!declared) return undefined;
  return {
    name: 'limit',
    spec: {
      rateLimit: {
        average: declared.requests,
        period: periods[declared.every],
        burst: burstOf(declared),
        sourceCriterion: callers[declared.per],
        redis: {
          endpoints: [`${limitsStore.host}:${limitsStore.port}`],
          secret: limitsSecretName,
          // A store that hangs must not hold requests for the default of three seconds.
          dialTimeout: '500ms',
          readTimeout: '500ms',
          writeTimeout: '500ms',
        },
      },
    },
  };
}

const periods = { second: '1s', minute: '1m' } as const;

/**
 * By the address of the connection, never by X-Forwarded-For: the load balancer keeps the address of the client. One
 * customer has a whole /64 of IPv6 addresses.
 */
const callers: Readonly<Record<Limit['per'], ISourceCriterion>> = {
  user: { requestHeaderName: identityHeader },
  device: { requestHeaderName: deviceHeader },
  address: { ipStrategy: { ipv6Subnet: 64 } },
};

/**
 * Requests at once: those of one second, at least one. Traefik forgets a bucket a second after it could have refilled by
 * one request, so whoever paused would get a larger burst again and again: 60 a minute would become 60 in two seconds.
 */
function burstOf({ requests, every }: Limit): number {
  return every === 'second' ? requests : Math.max(1, Math.floor(requests / 60));
}
