import { gatewayNamespace } from '../../../upstream/gateways.ts';

/** What answers in the place of apps, beside every gateway. */
export const edgeApp = { name: 'edge', tier: gatewayNamespace } as const;

/**
 * Its ports: `verify` says whether a token is right, `upgrade` answers 426, `closed` 404; `health` has its probes and its
 * metrics.
 */
export const edgePorts = { verify: 8080, upgrade: 8081, closed: 8082, health: 9901 } as const;
