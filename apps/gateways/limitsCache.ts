import { valkey } from '../../generators/blocks/data/valkey/valkey.ts';
import { gatewayOf } from '../../generators/blocks/gateways/kinds.ts';
import { limitsStoreApp } from '../../generators/blocks/gateways/limits.ts';
import { podsOf } from '../../generators/blocks/networking/peers.ts';
import { here } from '../../generators/blocks/source.ts';
import { gatewayName, gatewayNamespace } from '../../generators/upstream/gateways.ts';
import { valkeyImages } from '../data/valkeyImages.ts';
import { limits } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';

/**
 * Valkey for the limits of routes, counted once for all pods of a gateway. A counter lives for seconds and is missed by
 * nobody, so each cluster has its own, a standby cluster too. When it is full it evicts, when it is down requests pass:
 * a limit protects the backend and must never be the outage itself.
 */
export const limitsCache = valkey(app(limitsStoreApp.name, limitsStoreApp.tier, []), {
  source: here(import.meta),
  contract: limits.contract,
  purpose: 'cache',
  onStandby: 'own',
  callers: ({ cluster }) => (gatewayOf(cluster).countsLimits ? [podsOf(gatewayName, gatewayNamespace)] : []),
  images: valkeyImages,
  priority: priorities.critical,
  resources: { cpu: '250m', memory: '256Mi' },
});
