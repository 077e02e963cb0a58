/** The namespace of the gateways, and of what runs beside them. */
export const gatewayNamespace = 'gateways';

/** The name of the Gateway of a cluster, and what its pods carry in the label `app.kubernetes.io/name`. */
export const gatewayName = 'gateway';

/** The header in which apps get the subject of a verified token. The gateway alone writes it. */
export const identityHeader = 'X-User-Id';

/** The header in which a device tells what it calls itself. */
export const deviceHeader = 'X-Device-Id';

/** The header in which the mobile app tells its version. */
export const versionHeader = 'X-App-Version';

/** The header by which testers reach a canary. */
export const canaryHeader = 'X-Canary';
