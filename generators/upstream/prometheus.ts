/** The namespace of Prometheus, and of what runs beside it. */
export const monitoringNamespace = 'monitoring';

/** The name of the Prometheus of a cluster. The operator labels its pods `app.kubernetes.io/name: prometheus` too. */
export const prometheusName = 'prometheus';

/**
 * Ports of the pods of a Prometheus: its own, and that of the container that reloads its configuration.
 * `pkg/prometheus/common.go` of https://github.com/prometheus-operator/prometheus-operator/tree/v0.93.0
 */
export const prometheusPorts = { web: 9090, reloader: 8080 } as const;
