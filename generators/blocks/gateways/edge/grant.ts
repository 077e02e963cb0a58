import type { IReferenceGrant } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/ReferenceGrant';
import { type Resource, resource } from '../../../model/resource.ts';
import { gatewayNamespace } from '../../../upstream/gateways.ts';
import type { RoutePlan } from '../plan.ts';
import { edgeApp } from './names.ts';

/**
 * Lets HTTPRoutes of other namespaces lead to `edge`: those whose apps refuse old versions or have closed paths. Without
 * it such a rule answers 500. https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export function edgeGrant(plans: readonly RoutePlan[], labels: Readonly<Record<string, string>>): Resource[] {
  const leading = plans.filter(({ leastVersion, closed }) => leastVersion !== undefined || closed.length > 0);
  const namespaces = [...new Set(leading.map(({ namespace }) => namespace))].sort();
  if (namespaces.length === 0) return [];
  return [
    resource<IReferenceGrant>({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: { name: 'routes-to-edge', namespace: gatewayNamespace, labels: { ...labels } },
      spec: {
        from: namespaces.map((namespace) => ({ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace })),
        to: [{ group: '', kind: 'Service', name: edgeApp.name }],
      },
    }),
  ];
}
