import type { PodLabels } from './labels.ts';

// prometheus-operator: https://github.com/prometheus-operator/prometheus-operator

/** Version of which the rest of this file is true. */
export const prometheusOperatorVersion = '0.93.0';

/** Namespace of the operator itself. Nothing else runs in it. */
export const prometheusOperatorNamespace = 'prometheus-operator';

/** Name of its chart's release, its Deployment and its Service. */
export const prometheusOperatorName = 'prometheus-operator';

/** A label of its pods: `templates/prometheus-operator/_prometheus-operator.tpl` of the chart. */
export const prometheusOperatorPods: PodLabels = {
  'app.kubernetes.io/name': `${prometheusOperatorName}-prometheus-operator`,
};

/**
 * Port of the operator's own metrics and webhooks, by TLS, one of the few that the control planes of all clouds reach. The
 * authority is the key `ca.crt` of the Secret `prometheus-operator-admission` beside it:
 * `templates/prometheus-operator/certmanager.yaml` of the chart.
 */
export const prometheusOperatorPort = 10250;

/** The kinds that StatefulSets are made of here. */
export type Monitor = 'Prometheus' | 'Alertmanager';

/** What a kind is called in the names of what is made of it, and its main container: `pkg/prometheus/common.go`. */
const prefix = { Prometheus: 'prometheus', Alertmanager: 'alertmanager' } as const;

/**
 * Name of the StatefulSet of an object, and the start of all other names: `prometheusNameByShard` in
 * `pkg/prometheus/common.go`, `prefixedName` in `pkg/alertmanager/statefulset.go`. No budget is made beside it.
 */
export function monitorSet(kind: Monitor, name: string, shard = 0): string {
  return `${prefix[kind]}-${name}${shard > 0 ? `-shard-${shard}` : ''}`;
}

/**
 * Labels of the pods of an object, in all its shards: `makeSelectorLabels` in `pkg/prometheus/server/operator.go` and
 * `pkg/alertmanager/operator.go`. They win over `podMetadata.labels`.
 */
export function monitorPods(kind: Monitor, name: string): PodLabels {
  const main = prefix[kind];
  return {
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/name': main,
    'app.kubernetes.io/instance': name,
    ...(kind === 'Prometheus' && { 'operator.prometheus.io/name': name }),
    [main]: name,
  };
}

/** Label that tells the shards of a Prometheus apart: `ShardLabelName` in `pkg/prometheus/common.go`. */
export const shardLabel = 'operator.prometheus.io/shard';

/**
 * Name of the headless Service, one for all objects of a kind in a namespace; none is made where `spec.serviceName` names
 * one: `governingServiceName` in `pkg/prometheus/server/statefulset.go`, `defaultOperatedServiceName` in
 * `pkg/alertmanager/statefulset.go`.
 */
export function governingService(kind: Monitor): string {
  return `${prefix[kind]}-operated`;
}

/**
 * What {@link governingService} selects, which are all pods of the kind: `applicationNameLabelValue` in
 * `pkg/prometheus/server/operator.go` and `pkg/alertmanager/operator.go`.
 */
export function governedPods(kind: Monitor): PodLabels {
  return { 'app.kubernetes.io/name': prefix[kind] };
}

/** Containers of a pod, the first one the program itself: `pkg/prometheus/server/statefulset.go`, `pkg/alertmanager/statefulset.go`. */
export function monitorContainers(kind: Monitor) {
  return { main: prefix[kind], reloader: 'config-reloader', init: 'init-config-reloader' } as const;
}

/** Ports of a Prometheus: `MakeContainerPorts` in `pkg/prometheus/common.go`. */
export const prometheusPorts = { web: 9090 } as const;

/** Ports of an Alertmanager; its members talk by `mesh`, over TCP and UDP: `pkg/alertmanager/statefulset.go`. */
export const alertmanagerPorts = { web: 9093, mesh: 9094 } as const;

/** Ports of the container that reloads, which shows metrics of its own: `pkg/operator/config_reloader.go`. */
export const reloaderPorts = { 'reloader-web': 8080, 'reloader-init': 8081 } as const;

/**
 * What the containers that load the configuration ask for, and their limits, unless flags say otherwise: `defaultReloaderCPU`
 * and `defaultReloaderMemory` in `cmd/operator/main.go`. The chart's values would set none.
 */
export const reloaderResources = { cpu: '10m', memory: '50Mi' } as const;

/** Memory that an Alertmanager asks for when it says nothing: `makeStatefulSet` in `pkg/alertmanager/statefulset.go`. */
export const alertmanagerMemory = '200Mi';

/** How the StatefulSet starts its pods, unless the object says otherwise: the same files. */
export const podManagement = 'Parallel';

/** Seconds that a pod may take to end: `DefaultTerminationGracePeriodSeconds`, `defaultTerminationGracePeriodSeconds`. */
export const gracePeriod = { Prometheus: 600, Alertmanager: 120 } as const;

/** Name of the volume that holds the data, and of its claim: `VolumeName`, `volumeName` in the same files. */
export function monitorVolume(kind: Monitor, name: string): string {
  return `${monitorSet(kind, name)}-db`;
}

/**
 * Name of a ConfigMap with rules, of which there is one at least where a Prometheus selects rules: `configMapNameAt` in
 * `pkg/operator/rules.go`.
 */
export function ruleFiles(prometheus: string, part = 0): string {
  return `${monitorSet('Prometheus', prometheus)}-rulefiles-${part}`;
}

/**
 * Secrets that the operator makes of an object, by name, with their keys: the configuration, TLS files of whatever it
 * names (in parts, as many as it takes) and its web server's configuration. `pkg/prometheus/common.go`,
 * `pkg/alertmanager/{operator,statefulset}.go`, `pkg/operator/sharded_secret.go`, `pkg/webconfig/config.go`.
 */
export function monitorSecrets(kind: Monitor, name: string): Readonly<Record<string, readonly string[] | undefined>> {
  const set = monitorSet(kind, name);
  return {
    ...(kind === 'Prometheus'
      ? { [set]: ['prometheus.yaml.gz'] }
      : { [`${set}-generated`]: ['alertmanager.yaml.gz'], [`${set}-cluster-tls-config`]: undefined }),
    [`${set}-tls-assets-0`]: undefined,
    [`${set}-web-config`]: ['web-config.yaml'],
  };
}
