import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Built } from '../../../generators/model/rule.ts';
import {
  alertmanagerMemory,
  alertmanagerPorts,
  type Monitor,
  monitorContainers,
  monitorPods,
  monitorSet,
  prometheusPorts,
  reloaderPorts,
  reloaderResources,
  shardLabel,
} from '../../../generators/upstream/prometheusOperator.ts';
import { fixed, type PodGroup, podGroup } from '../../kubernetes/podGroup.ts';
import { at, count, isRecord, list, textAt } from '../../kubernetes/reading.ts';
import type { ObjectLabels } from '../../kubernetes/selector.ts';
import type { Workload } from '../../kubernetes/workload.ts';

/** The pods of a Prometheus, shard by shard, or of an Alertmanager. */
export function podsOfMonitor(kind: Monitor, built: Built): readonly PodGroup[] {
  const { metadata, spec } = built.resource;
  const pod: Workload['pod'] = {
    ...placedBy(spec),
    initContainers: merged(spec, 'initContainers', [reloader(kind, 'init')]),
    containers: merged(spec, 'containers', [
      { name: monitorContainers(kind).main, resources: resourcesOf(kind, spec), ports: portsOfMain(kind, spec) },
      reloader(kind, 'reloader'),
      ...(isRecord(at(spec, ['thanos'])) ? [container('thanos-sidecar', at(spec, ['thanos', 'resources']))] : []),
    ]),
  };
  return Array.from({ length: kind === 'Prometheus' ? shardsOf(spec) : 1 }, (_, shard) =>
    podGroup(built, {
      name: monitorSet(kind, metadata.name, shard),
      labels: {
        ...(at(spec, ['podMetadata', 'labels']) as ObjectLabels | undefined),
        ...monitorPods(kind, metadata.name),
        ...(kind === 'Prometheus' && { [shardLabel]: String(shard) }),
      },
      replicas: fixed(count(at(spec, ['replicas']), 1)),
      pod,
      priorityClass: at(spec, ['priorityClassName']),
    }),
  );
}

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.CommonPrometheusFields */
function placedBy(spec: unknown): Pick<Workload['pod'], 'affinity' | 'topologySpreadConstraints'> {
  const affinity = at(spec, ['affinity']) as Workload['pod']['affinity'];
  const constraints = at(spec, ['topologySpreadConstraints']) as Workload['pod']['topologySpreadConstraints'];
  return { ...(affinity && { affinity }), ...(constraints && { topologySpreadConstraints: constraints }) };
}

/** As many as rules look at one by one, at most. */
function shardsOf(spec: unknown): number {
  return Math.min(1000, Math.max(1, count(at(spec, ['shards']), 1)));
}

function reloader(kind: Monitor, part: 'init' | 'reloader'): IContainer {
  const name = part === 'init' ? 'reloader-init' : 'reloader-web';
  return {
    name: monitorContainers(kind)[part],
    resources: { requests: reloaderResources, limits: reloaderResources },
    ports: [{ name, containerPort: reloaderPorts[name] }],
  };
}

function container(name: string, resources: unknown): IContainer {
  return isRecord(resources) ? { name, resources } : { name };
}

/** An Alertmanager that names no memory gets some: `makeStatefulSet` in `pkg/alertmanager/statefulset.go`. */
function resourcesOf(kind: Monitor, spec: unknown): NonNullable<IContainer['resources']> {
  const given = at(spec, ['resources']) as IContainer['resources'] | undefined;
  if (kind === 'Prometheus') return isRecord(given) ? given : {};
  return { ...given, requests: { memory: alertmanagerMemory, ...given?.requests } };
}

function portsOfMain(kind: Monitor, spec: unknown): IContainer['ports'] {
  if (at(spec, ['listenLocal']) === true) return [];
  const web = textAt(spec, ['portName']) || 'web';
  if (kind === 'Prometheus') return [{ name: web, containerPort: prometheusPorts.web }];
  return [
    { name: web, containerPort: alertmanagerPorts.web },
    { name: 'mesh-tcp', containerPort: alertmanagerPorts.mesh },
    { name: 'mesh-udp', containerPort: alertmanagerPorts.mesh, protocol: 'UDP' },
  ];
}

/** Containers that an object names change those of the same name, and come to the others: `MergePatchContainers`. */
function merged(spec: unknown, key: 'containers' | 'initContainers', own: readonly IContainer[]): IContainer[] {
  const given = list(at(spec, [key]) as readonly IContainer[] | undefined);
  return [
    ...own.map((one) => ({ ...one, ...given.find(({ name }) => name === one.name) })),
    ...given.filter(({ name }) => !own.some((one) => one.name === name)),
  ];
}
