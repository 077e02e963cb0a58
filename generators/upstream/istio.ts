/** Namespace of Istio's control plane. Nothing else runs in it. */
export const istioNamespace = 'istio-system';

/** Port on which gateways get their configuration and certificates: `templates/service.yaml` of the chart `istiod`. */
export const istiodPort = 15012;
