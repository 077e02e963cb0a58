import { gatewayName, gatewayNamespace } from '../../upstream/gateways.ts';
import { podsOf, tcp } from '../networking/peers.ts';
import type { Part } from '../part.ts';

/** Lets the gateway's pods call ports of an app that has no routes. */
export function calledByGateway(ports: readonly string[]): Part {
  return () => ({
    callers: ({ runtime }) => [
      { from: [podsOf(gatewayName, gatewayNamespace)], ports: ports.map((port) => tcp(runtime.ports[port])) },
    ],
  });
}
