/** The namespace of Prometheus, and of what runs beside it. */
export const monitoringNamespace = 'monitoring';

/** The name of the Prometheus of a cluster. The operator labels its pods `app.kubernetes.io/name: prometheus` too. */
export const prometheusName = 'prometheus';

/** The name of the Alertmanager of a cluster. The operator labels its pods `app.kubernetes.io/name: alertmanager` too. */
export const alertmanagerName = 'alertmanager';
