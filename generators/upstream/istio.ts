// Istio: https://github.com/istio/istio

/** Version of which the rest of this file is true. */
export const istioVersion = '1.30.3';

/** Namespace of Istio's control plane. Nothing else runs in it. */
export const istioNamespace = 'istio-system';

/** Port on which gateways get their configuration and certificates: `templates/service.yaml` of the chart `istiod`. */
export const istiodPort = 15012;

/**
 * Ports of the pods of a Gateway. They listen on the ports of its listeners; that of metrics is in
 * `manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml`.
 */
export const istioGatewayPorts = { http: 80, https: 443, metrics: 15020 } as const;
