import { demandedTrouble, healthOf } from '../health.ts';
import type { Simulated } from '../model.ts';
import type { GatewayClass } from './controllerOf.ts';
import { observedConditions } from './observed.ts';

/** The controller of a `GatewayClass`: https://gateway-api.sigs.k8s.io/reference/spec/#gatewayclassstatus */
export const simulatedGatewayClass: Simulated<GatewayClass> = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  manager: 'gateway-controller',
  reports: (object, world) => {
    const health = healthOf(object, true);
    if (health === 'progressing') return undefined;
    const { status, reason, message } =
      health === 'healthy'
        ? ({ status: 'True', reason: 'Accepted', message: 'Handled by the controller' } as const)
        : ({ status: 'False', reason: 'InvalidParameters', message: demandedTrouble } as const);
    const wanted = [{ type: 'Accepted', status, reason, message }];
    return { conditions: observedConditions(object, object.status, world.now, wanted) };
  },
};
