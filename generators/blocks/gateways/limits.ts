import type { Resource } from '../../model/resource.ts';
import { gatewayNamespace } from '../../upstream/gateways.ts';
import { valkeyPorts } from '../data/valkey/names.ts';
import { hostOf } from '../runtime.ts';
import { externalSecret } from '../secrets/externalSecret.ts';
import { systemCredentialSource } from '../secrets/systemCredentials.ts';
import { secretValue } from '../secrets/value.ts';

/** The Valkey in which limits are counted, once for all pods of a gateway. */
export const limitsStoreApp = { name: 'limits-cache', tier: gatewayNamespace } as const;

/** Its address for clients without Sentinel. */
export const limitsStore = { host: hostOf(limitsStoreApp), port: valkeyPorts.valkey } as const;

/** The account of the store. */
export const limitsAccount = systemCredentialSource(limitsStoreApp);

/** Name of the Secret with `username` and `password` of the store, in each namespace with a limited route. */
export const limitsSecretName = 'gateway-limits';

/**
 * The account of the store in a namespace with limited routes: a Middleware of Traefik (`rateLimit.redis.secret`) and a
 * KongPlugin (`configPatches`) read a Secret of their own namespace, by their CRDs. It has one name, so it is made once
 * in a namespace by the app `gateway`, not by each app with a limited route.
 */
export function limitsSecret(namespace: string, labels: Readonly<Record<string, string>>): Resource {
  const value = (property: string) => secretValue('limits', limitsAccount, property);
  const values = { username: value('username'), password: value('password') };
  return externalSecret({ name: limitsSecretName, namespace, labels }, values);
}
