import type { Made, Simulated, World } from '../model.ts';
import { controllerOf, controllers } from './controllerOf.ts';
import { gatewayStatus } from './gatewayStatus.ts';
import { istioObjects } from './istio.ts';
import { kongObjects } from './kong.ts';
import type { LiveGateway } from './liveGateway.ts';

/**
 * The controller of a `Gateway`. Istio and Kong make its pods; those of Traefik are its chart's. No load balancer is
 * made.
 */
export const simulatedGateway: Simulated<LiveGateway> = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  manager: 'gateway-controller',
  makes: (gateway, world) => makers[controllerIn(gateway, world)]?.(gateway, world) ?? [],
  reports: (gateway, world) => (controllerIn(gateway, world) === '' ? undefined : gatewayStatus(gateway, world)),
};

const makers: Readonly<Record<string, (gateway: LiveGateway, world: World) => readonly Made[]>> = {
  [controllers.istio]: istioObjects,
  [controllers.kong]: kongObjects,
};

const controllerIn = ({ spec }: LiveGateway, world: World): string =>
  controllerOf(spec?.gatewayClassName ?? '', world) ?? '';
