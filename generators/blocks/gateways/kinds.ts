import type { ClusterFacts } from '../../model/inputs.ts';
import { istioGateway } from './istio/index.ts';
import type { GatewayKind } from './kind.ts';
import { kongGateway } from './kong/index.ts';
import { traefikGateway } from './traefik/index.ts';

const kinds = { istio: istioGateway, kong: kongGateway, traefik: traefikGateway } as const;

/** The gateway of a cluster. */
export function gatewayOf({ gateway }: Pick<ClusterFacts, 'gateway'>): GatewayKind {
  return kinds[gateway];
}
