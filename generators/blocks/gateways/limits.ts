import type { ClusterFacts } from '../../model/inputs.ts';
import { gatewayNamespace } from '../../upstream/gateways.ts';
import { valkeyPorts } from '../data/valkey/names.ts';
import { hostOf } from '../runtime.ts';

/** The Valkey in which limits are counted, once for all pods of a gateway. */
export const limitsStoreApp = { name: 'limits-cache', tier: gatewayNamespace } as const;

/** Its address for clients without Sentinel. */
export const limitsStore = { host: hostOf(limitsStoreApp), port: valkeyPorts.valkey } as const;

/**
 * Whether the gateway's own pods count, in the store: they then need its account and a way to it. Istio's Envoys do
 * not, they ask the app `ratelimit`.
 */
export function countsItself({ gateway }: Pick<ClusterFacts, 'gateway'>): boolean {
  return gateway !== 'istio';
}
