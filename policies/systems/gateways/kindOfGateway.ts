import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import type { Gateway } from '../../../generators/model/settings/cluster.ts';
import { textAt } from '../../kubernetes/reading.ts';

/** Controllers by the gateway: `spec.controllerName` of a GatewayClass. */
const controllers: Readonly<Record<string, Gateway>> = {
  'istio.io/gateway-controller': 'istio',
  'konghq.com/gateway-operator': 'kong',
  'konghq.com/kic-gateway-controller': 'kong',
  'traefik.io/gateway-controller': 'traefik',
};

/** Which gateway a Gateway is: by the controller of its class, or by the name of a class that the controller makes. */
export function kindOfGateway(view: ClusterView, { resource }: Built): Gateway | undefined {
  const name = textAt(resource.spec, ['gatewayClassName']);
  const found = view.find('GatewayClass', '', name);
  if (found) return controllers[textAt(found.resource.spec, ['controllerName'])];
  return Object.values(controllers).find((gateway) => gateway === name);
}
