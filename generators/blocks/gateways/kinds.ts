import type { ClusterFacts } from '../../model/inputs.ts';
import { groupOf, type Resource } from '../../model/resource.ts';
import { type Gateway, gateways } from '../../model/settings/cluster.ts';
import { istioGateway } from './istio/index.ts';
import type { GatewayKind } from './kind.ts';
import { kongGateway } from './kong/index.ts';
import { traefikGateway } from './traefik/index.ts';

const kinds = { istio: istioGateway, kong: kongGateway, traefik: traefikGateway } as const;

/** The gateway of a cluster. */
export function gatewayOf({ gateway }: Pick<ClusterFacts, 'gateway'>): GatewayKind {
  return kinds[gateway];
}

/** The gateway that a Gateway among objects is of; `undefined` where there is none. */
export function gatewayIn(objects: readonly Resource[]): Gateway | undefined {
  const all = objects.filter((one) => one.kind === 'Gateway' && groupOf(one) === 'gateway.networking.k8s.io');
  const classes = new Set(all.map(({ spec }) => (spec as { readonly gatewayClassName?: string }).gatewayClassName));
  return gateways.find((name) => classes.has(kinds[name].className));
}
