import type { IGatewayClass } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewayClass';
import type { Live, World } from '../model.ts';

/** A class of Gateways. */
export type GatewayClass = Live<NonNullable<IGatewayClass['spec']>>;

/** Controllers of Gateways that the lab simulates. */
export const controllers = {
  istio: 'istio.io/gateway-controller',
  kong: 'konghq.com/gateway-operator',
  traefik: 'traefik.io/gateway-controller',
} as const;

export const classOf = (name: string, world: World): GatewayClass | undefined =>
  world.find('GatewayClass', '', name) as GatewayClass | undefined;

/** The controller of a class. That of the class `istio`, which istiod makes itself, is Istio's. */
export function controllerOf(className: string, world: World): string | undefined {
  return classOf(className, world)?.spec?.controllerName ?? (className === 'istio' ? controllers.istio : undefined);
}
