import type { IGatewayClass } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewayClass';
import { type Resource, resource } from '../../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../../upstream/gateways.ts';
import type { Shared } from '../../platform/clusterApp.ts';

/** The class of Kong's Gateways, with what the operator runs for them. */
export function gatewayClass(name: string, { labels }: Shared): Resource {
  return resource<IGatewayClass>({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name, labels: { ...labels } },
    spec: {
      controllerName: 'konghq.com/gateway-operator',
      parametersRef: {
        group: 'gateway-operator.konghq.com',
        kind: 'GatewayConfiguration',
        name: gatewayName,
        namespace: gatewayNamespace,
      },
    },
  });
}
