import { deviceHeader, identityHeader } from '../../../upstream/gateways.ts';
import { limitsStore } from '../limits.ts';
import type { Limit } from '../route.ts';
import type { Plugin } from './plugin.ts';

/** A user is set at the edge, from a token; a device tells its own name. */
const headers = { user: identityHeader, device: deviceHeader } as const;

/**
 * Counts the requests of a caller in the store that all pods share; beyond the limit it answers 429 with `Retry-After`.
 * A request without the header counts for its address. While the store is away requests pass uncounted: an outage of
 * counting is none of the API. `kong/plugins/rate-limiting` of https://github.com/Kong/kong/tree/3.9.3
 * @param secret name of the Secret with the account of the store, as JSON
 */
export function limitPlugin({ per, requests, every }: Limit, secret: string): Plugin {
  const fromSecret = (key: string) => ({
    path: `/redis/${key}`,
    valueFrom: { secretKeyRef: { name: secret, key } },
  });
  return {
    plugin: 'rate-limiting',
    config: {
      [every]: requests,
      ...(per === 'address' ? { limit_by: 'ip' } : { limit_by: 'header', header_name: headers[per] }),
      policy: 'redis',
      redis: { ...limitsStore, timeout: 500 },
      fault_tolerant: true,
      hide_client_headers: false,
      error_code: 429,
      error_message: 'Too many requests',
    },
    configPatches: [fromSecret('username'), fromSecret('password')],
  };
}
