import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { resource } from '../../../generators/model/resource.ts';
import {
  alertmanagerPorts,
  governedPods,
  governingService,
  type Monitor,
  monitorSecrets,
  prometheusPorts,
  ruleFiles,
} from '../../../generators/upstream/prometheusOperator.ts';
import type { Made, Simulated } from '../model.ts';
import { makeSecret, makeService, makeStatefulSet } from '../parts.ts';
import { type MonitorObject, shardOf, shardsOf, startsAtOnce } from './monitor.ts';
import { monitorStatus } from './monitorStatus.ts';
import { monitorPod } from './pod.ts';

/**
 * prometheus-operator for a `Prometheus` and an `Alertmanager`: StatefulSets, the headless Service that all objects of the
 * kind share, and Secrets, whose configuration is left out. It creates no PodDisruptionBudget. Monitors, rules and routes
 * make nothing of their own: they end up in that configuration.
 */
export const simulatedMonitors: readonly Simulated<MonitorObject>[] = (['Prometheus', 'Alertmanager'] as const).map(
  (kind) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind,
    manager: 'PrometheusOperator',
    makes: (object) => [
      ...service(kind, object),
      ...secrets(kind, object),
      ...rules(kind, object),
      ...sets(kind, object),
    ],
    reports: (object, world) => monitorStatus(kind, object, world),
  }),
);

const ports = {
  Prometheus: prometheusPorts,
  Alertmanager: { web: alertmanagerPorts.web, 'tcp-mesh': alertmanagerPorts.mesh },
} as const;

function service(kind: Monitor, { metadata, spec }: MonitorObject): readonly Made[] {
  if (spec?.serviceName !== undefined) return [];
  const labels = { [`operated-${kind.toLowerCase()}`]: 'true' };
  const identity = { name: governingService(kind), namespace: metadata.namespace ?? '', labels };
  return [{ resource: makeService(identity, governedPods(kind), ports[kind]) }];
}

function secrets(kind: Monitor, { metadata }: MonitorObject): readonly Made[] {
  const { name, namespace = '' } = metadata;
  return Object.entries(monitorSecrets(kind, name)).map(([secret, keys = []]) => ({
    resource: makeSecret({ name: secret, namespace, labels: {} }, Object.fromEntries(keys.map((key) => [key, '']))),
  }));
}

/** The rules, which are left out as well. */
function rules(kind: Monitor, { metadata, spec }: MonitorObject): readonly Made[] {
  if (kind !== 'Prometheus' || spec?.ruleSelector === undefined) return [];
  const identity = { name: ruleFiles(metadata.name), namespace: metadata.namespace ?? '' };
  return [{ resource: resource<IConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', metadata: identity }) }];
}

function sets(kind: Monitor, object: MonitorObject): readonly Made[] {
  return shardsOf(kind, object).map((shard) => {
    const { selector, ...identity } = shardOf(kind, object, shard);
    return {
      resource: makeStatefulSet({
        ...identity,
        selector,
        replicas: object.spec?.replicas ?? 1,
        serviceName: object.spec?.serviceName ?? governingService(kind),
        isParallel: startsAtOnce(object),
        pod: monitorPod(kind, object, selector),
      }),
    };
  });
}
