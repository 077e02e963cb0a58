import { truth } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import type { World } from '../model.ts';
import type { LiveGateway } from './liveGateway.ts';
import { observedConditions } from './observed.ts';
import { attachedRoutes } from './route.ts';

/**
 * The status of a Gateway: https://gateway-api.sigs.k8s.io/reference/spec/#gatewaystatus. A listener needs the Secret
 * with its certificate.
 */
export function gatewayStatus(gateway: LiveGateway, world: World): object {
  const { metadata, spec, status } = gateway;
  const listeners = (spec?.listeners ?? []).map(({ name, tls }) => ({
    name,
    missing: (tls?.certificateRefs ?? []).find((one) => !world.find('Secret', metadata.namespace ?? '', one.name))
      ?.name,
  }));
  const health = healthOf(gateway, true);
  const isProgrammed = health === 'healthy';
  const isAccepted = health !== 'degraded';
  return {
    conditions: observedConditions(gateway, status, world.now, [
      {
        type: 'Accepted',
        status: truth(isAccepted),
        reason: isAccepted ? 'Accepted' : 'Invalid',
        message: isAccepted ? 'Resource accepted' : demandedTrouble,
      },
      {
        type: 'Programmed',
        status: truth(isProgrammed),
        reason: isProgrammed ? 'Programmed' : 'Pending',
        message: isProgrammed ? 'Resource programmed' : 'Waiting for pods',
      },
    ]),
    listeners: listeners.map(({ name, missing }) => ({
      name,
      attachedRoutes: attachedRoutes(gateway, name, world),
      supportedKinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
      conditions: observedConditions(
        gateway,
        status?.listeners?.find((one) => one.name === name),
        world.now,
        [
          { type: 'Accepted', status: 'True', reason: 'Accepted', message: 'No errors found' },
          {
            type: 'Programmed',
            status: truth(missing === undefined),
            reason: missing === undefined ? 'Programmed' : 'Invalid',
            message: missing === undefined ? 'No errors found' : 'Bad TLS configuration',
          },
          {
            type: 'ResolvedRefs',
            status: truth(missing === undefined),
            reason: missing === undefined ? 'ResolvedRefs' : 'InvalidCertificateRef',
            message: missing === undefined ? 'No errors found' : `secret ${metadata.namespace}/${missing} not found`,
          },
        ],
      ),
    })),
  };
}
