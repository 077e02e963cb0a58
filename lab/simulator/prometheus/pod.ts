import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import {
  alertmanagerMemory,
  alertmanagerPorts,
  gracePeriod,
  type Monitor,
  monitorContainers,
  prometheusPorts,
  reloaderPorts,
  reloaderResources,
} from '../../../generators/upstream/prometheusOperator.ts';
import type { LabelMap } from '../model.ts';
import { restrictedSecurityContext } from '../parts.ts';
import type { MonitorObject } from './monitor.ts';

/** What the operator sets for every container: whether it runs as root, the object says. */
const { runAsNonRoot: _, seccompProfile: __, privileged: ___, ...securityContext } = restrictedSecurityContext;

/**
 * The pod of a Prometheus or an Alertmanager, without volumes and probes: `makeStatefulSetSpec` in
 * `pkg/prometheus/server/statefulset.go` and `pkg/alertmanager/statefulset.go`.
 * @param selector labels that select the pods, which a Prometheus gets as the selector of constraints without one
 */
export function monitorPod(kind: Monitor, { spec }: MonitorObject, selector: LabelMap): IPodSpec {
  const { main } = monitorContainers(kind);
  return {
    automountServiceAccountToken: spec?.automountServiceAccountToken ?? (kind === 'Prometheus' ? true : undefined),
    serviceAccountName: spec?.serviceAccountName,
    nodeSelector: spec?.nodeSelector,
    priorityClassName: spec?.priorityClassName,
    terminationGracePeriodSeconds: spec?.terminationGracePeriodSeconds ?? gracePeriod[kind],
    tolerations: spec?.tolerations,
    affinity: spec?.affinity,
    topologySpreadConstraints: spec?.topologySpreadConstraints?.map(
      (one): ITopologySpreadConstraint => ({
        ...one,
        labelSelector: one.labelSelector ?? (kind === 'Prometheus' ? { matchLabels: selector } : undefined),
      }),
    ),
    securityContext: spec?.securityContext,
    initContainers: merged([reloader(kind, 'init')], spec?.initContainers),
    containers: merged(
      [
        {
          name: main,
          image: spec?.image ?? `quay.io/prometheus/${main}`,
          resources: kind === 'Prometheus' ? spec?.resources : withMemory(spec?.resources),
          ports: portsOf(kind, spec?.portName ?? 'web'),
          securityContext,
        },
        reloader(kind, 'reloader'),
      ],
      spec?.containers,
    ),
  };
}

function withMemory(resources: IContainer['resources']): IContainer['resources'] {
  return { ...resources, requests: { memory: alertmanagerMemory, ...resources?.requests } };
}

function portsOf(kind: Monitor, web: string): IContainer['ports'] {
  if (kind === 'Prometheus') return [{ name: web, containerPort: prometheusPorts.web }];
  const containerPort = alertmanagerPorts.mesh;
  return [
    { name: web, containerPort: alertmanagerPorts.web },
    { name: 'mesh-tcp', containerPort, protocol: 'TCP' },
    { name: 'mesh-udp', containerPort, protocol: 'UDP' },
  ];
}

function reloader(kind: Monitor, part: 'init' | 'reloader'): IContainer {
  const name = part === 'init' ? 'reloader-init' : 'reloader-web';
  return {
    name: monitorContainers(kind)[part],
    image: 'quay.io/prometheus-operator/prometheus-config-reloader',
    ports: [{ name, containerPort: reloaderPorts[name] }],
    resources: { requests: reloaderResources, limits: reloaderResources },
    securityContext,
  };
}

/** Containers that the object names change those of the same name: `MergePatchContainers` in `pkg/k8s/merge.go`. */
function merged(own: readonly IContainer[], given: readonly IContainer[] = []): IContainer[] {
  return [
    ...own.map((one) => ({ ...one, ...given.find(({ name }) => name === one.name) })),
    ...given.filter(({ name }) => !own.some((one) => one.name === name)),
  ];
}
