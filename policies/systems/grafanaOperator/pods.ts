import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { Built } from '../../../generators/model/rule.ts';
import {
  grafanaContainer,
  grafanaObjects,
  grafanaPods,
  grafanaPorts,
  grafanaResources,
} from '../../../generators/upstream/grafanaOperator.ts';
import { type PodGroup, podGroup, rolling } from '../../kubernetes/podGroup.ts';
import { at, count, list } from '../../kubernetes/reading.ts';
import type { ObjectLabels } from '../../kubernetes/selector.ts';
import type { Workload } from '../../kubernetes/workload.ts';

const template = ['spec', 'deployment', 'spec', 'template'];

/** The Deployment that is made of a Grafana, as a workload: its own fields, merged into what the operator sets. */
export function grafanaWorkload(built: Built): Workload {
  const { kind, metadata } = built.resource;
  const given = (at(built.resource, [...template, 'spec']) ?? {}) as Partial<IPodSpec>;
  return {
    built,
    kind,
    namespace: metadata.namespace ?? '',
    name: grafanaObjects(metadata.name).deployment,
    labels: {
      ...grafanaPods(metadata.name),
      ...(at(built.resource, [...template, 'metadata', 'labels']) as ObjectLabels | undefined),
    },
    pod: { ...given, containers: containers(list(given.containers)) },
    path: [...template, 'spec'].join('.'),
  };
}

/** The pods of a Grafana. A roll-out adds one: a quarter of few is one. */
export function podsOfGrafana(built: Built): PodGroup {
  const { name, labels, pod } = grafanaWorkload(built);
  const replicas = count(at(built.resource, ['spec', 'deployment', 'spec', 'replicas']), 1);
  return podGroup(built, {
    name,
    labels,
    replicas: rolling({ min: replicas, max: replicas, surge: Math.ceil(replicas / 4) }, pod),
    pod,
    priorityClass: pod.priorityClassName,
  });
}

/** Containers that the object names change the one of the same name, and come to it. */
function containers(given: readonly IContainer[]): IContainer[] {
  const own = given.find(({ name }) => name === grafanaContainer);
  const { cpu, memory, memoryLimit } = grafanaResources;
  const main: IContainer = {
    ...own,
    name: grafanaContainer,
    resources: {
      requests: { cpu, memory, ...own?.resources?.requests },
      limits: { memory: memoryLimit, ...own?.resources?.limits },
    },
    ports: [
      ...Object.entries(grafanaPorts).map(([name, containerPort]) => ({ name, containerPort })),
      ...list(own?.ports),
    ],
  };
  return [main, ...given.filter(({ name }) => name !== grafanaContainer)];
}
