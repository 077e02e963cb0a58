// Kong's operator: https://github.com/Kong/kong-operator

/** Version of the operator of which the rest of this file is true: that of its chart. */
export const kongVersion = '2.2.2';

/**
 * The label of the Secrets that the operator reads: it sees no others, certificates of hosts included.
 * `modules/cli/cli.go` and `modules/manager/config/consts.go`.
 */
export const kongReads = { 'konghq.com/secret': 'true' } as const;

/** Ports of the pods of a Gateway; the state is told on that of metrics: `pkg/consts/dataplane.go`. */
export const kongGatewayPorts = { http: 8000, https: 8443, metrics: 8100 } as const;
