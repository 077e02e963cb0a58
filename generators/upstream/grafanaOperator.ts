import type { PodLabels } from './labels.ts';

// grafana-operator: https://github.com/grafana/grafana-operator

/** Version of which the rest of this file is true. */
export const grafanaOperatorVersion = '5.24.0';

/** Namespace of the operator itself. Nothing else runs in it. */
export const grafanaOperatorNamespace = 'grafana-operator';

/** Name of its chart's release, its Deployment and the label of its pods. */
export const grafanaOperatorName = 'grafana-operator';

/** The name of the Grafana of a cluster, in the namespace of Prometheus. */
export const grafanaName = 'grafana';

/** API version of all its kinds: `api/v1beta1/groupversion_info.go`. */
export const grafanaApi = 'grafana.integreatly.org/v1beta1';

/**
 * Names of what is made of a Grafana: `controllers/resources/resources.go`. No budget is made, and an Ingress, a route or
 * a claim only where the object has one.
 */
export function grafanaObjects(name: string) {
  return {
    deployment: `${name}-deployment`,
    service: `${name}-service`,
    /** Headless, for the gossip of several pods. */
    gossip: `${name}-alerting`,
    serviceAccount: `${name}-sa`,
    adminSecret: `${name}-admin-credentials`,
    config: `${name}-ini`,
    plugins: `${name}-plugins`,
  } as const;
}

/** Label of the pods of a Grafana, besides those of its own template: `controllers/reconcilers/grafana/deployment_reconciler.go`. */
export function grafanaPods(name: string): PodLabels {
  return { app: name };
}

/** The container of a pod: the same file. Containers of `spec.deployment` of the same name are merged with it. */
export const grafanaContainer = 'grafana';

/** Ports of the container, by name; `http` unless `config.server.http_port` says otherwise: the same file. */
export const grafanaPorts = { 'grafana-http': 3000, 'grafana-alert': 9094 } as const;

/** What the container asks for, unless `spec.deployment` says otherwise: the same file. */
export const grafanaResources = { cpu: '100m', memory: '256Mi', memoryLimit: '1024Mi' } as const;

/** User and group of the container: the same file. */
export const grafanaUser = 10001;

/** Keys of the Secret that the operator makes with a random password, and logs in with: `controllers/config/operator_constants.go`. */
export const grafanaAdminKeys = ['GF_SECURITY_ADMIN_USER', 'GF_SECURITY_ADMIN_PASSWORD'] as const;

/** Folders that `paths` is set to, whatever the object says: the same file. The first holds the database. */
export const grafanaFolders = { data: '/var/lib/grafana', logs: '/var/log/grafana', tmp: '/tmp' } as const;

/** Kinds that are brought into a Grafana by its API, with the condition that says so: `controllers/*_controller.go`. */
export const synchronizedConditions = {
  GrafanaDashboard: 'DashboardSynchronized',
  GrafanaDatasource: 'DatasourceSynchronized',
  GrafanaFolder: 'FolderSynchronized',
} as const;

/** Condition of a Grafana that answers the operator: `controllers/grafana_controller.go`. */
export const grafanaReady = 'GrafanaReady';
