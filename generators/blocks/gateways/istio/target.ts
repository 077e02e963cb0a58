import { gatewayName, gatewayNamespace } from '../../../upstream/gateways.ts';

/**
 * What Istio's policies name to hold for the gateway's pods. Pods are found by the label
 * `gateway.networking.k8s.io/gateway-name`, which istiod writes.
 * https://istio.io/latest/docs/reference/config/type/policy-target-reference/
 */
export const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gatewayName }];

/** Metadata of an object beside the Gateway. */
export function besideGateway(name: string, labels: Readonly<Record<string, string>>) {
  return { name, namespace: gatewayNamespace, labels: { ...labels } };
}
