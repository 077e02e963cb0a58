/** The namespace of the gateways, and of what runs beside them. */
export const gatewayNamespace = 'gateways';

/** The name of the Gateway of a cluster, and what its pods carry in the label `app.kubernetes.io/name`. */
export const gatewayName = 'gateway';
