import type { Resource } from '../../../model/resource.ts';
import { gatewayName, gatewayNamespace } from '../../../upstream/gateways.ts';
import type { Shared } from '../../platform/clusterApp.ts';
import { loadBalancerAnnotations } from '../loadBalancer.ts';
import { dataPlane } from './dataPlane.ts';

/**
 * What the operator runs for a Gateway: its pods, their autoscaler, budget and load balancer, and the controller, which
 * is part of the operator itself. Fields that the CRD fills in are written out. The feature gate
 * `FallbackConfiguration` stays off: it would leave out an object that is broken and serve the rest, a route without its
 * plugin; without it the pods keep the configuration before.
 * `config/crd/kong-operator/gateway-operator.konghq.com_gatewayconfigurations.yaml` of
 * https://github.com/Kong/kong-operator/tree/v2.2.3
 */
export function gatewayConfiguration(shared: Shared): Resource {
  const { inputs, labels } = shared;
  return {
    apiVersion: 'gateway-operator.konghq.com/v2beta1',
    kind: 'GatewayConfiguration',
    metadata: { name: gatewayName, namespace: gatewayNamespace, labels: { ...labels } },
    spec: {
      dataPlaneOptions: {
        deployment: { ...scale(inputs.cluster.zones.length), podTemplateSpec: dataPlane(shared) },
        network: {
          services: {
            ingress: {
              name: gatewayName,
              type: 'LoadBalancer',
              annotations: loadBalancerAnnotations(inputs.cluster),
              // Traffic stays on the node where it arrives, so pods see the address of the client.
              externalTrafficPolicy: 'Local',
            },
          },
        },
        resources: {
          podDisruptionBudget: { spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
        },
      },
      controlPlaneOptions: {
        ingressClass: 'kong',
        watchNamespaces: { type: 'all' },
        translation: { combinedServicesFromDifferentHTTPRoutes: 'enabled', drainSupport: 'enabled' },
      },
    },
  };
}

/** Three to twelve pods where there are zones to lose, one where there is a single zone. */
function scale(zones: number) {
  if (zones === 1) return { replicas: 1 };
  const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } };
  return { scaling: { horizontal: { minReplicas: 3, maxReplicas: 12, metrics: [cpu] } } };
}
