import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Built } from '../../../generators/model/rule.ts';
import {
  kibanaContainer,
  kibanaObjects,
  kibanaPods,
  kibanaPorts,
  kibanaSetup,
} from '../../../generators/upstream/elastic.ts';
import { type PodGroup, podGroup, rolling } from '../../kubernetes/podGroup.ts';
import { at, count, isRecord, list } from '../../kubernetes/reading.ts';

/** The pods of a Kibana. A roll-out adds one: a quarter of few is one. */
export function podsOfKibana(built: Built): PodGroup {
  const { metadata, spec } = built.resource;
  const given = at(spec, ['podTemplate']);
  const template = isRecord(given) ? (given as Partial<IPodTemplateSpec>) : {};
  const containers = list(template.spec?.containers);
  const main = containers.find(({ name }) => name === kibanaContainer);
  const replicas = count(at(spec, ['count']), 1);
  return podGroup(built, {
    name: kibanaObjects(metadata.name).deployment,
    labels: { ...template.metadata?.labels, ...kibanaPods(metadata.name) },
    replicas: rolling(
      { min: replicas, max: replicas, surge: Math.ceil(replicas / 4) },
      template.spec ?? { containers: [] },
    ),
    pod: {
      initContainers: [{ name: 'elastic-internal-init', resources: { requests: kibanaSetup, limits: kibanaSetup } }],
      containers: [
        {
          ...main,
          name: kibanaContainer,
          ports: [{ name: 'https', containerPort: kibanaPorts.https }],
        },
        ...containers.filter(({ name }) => name !== kibanaContainer),
      ],
    },
    priorityClass: template.spec?.priorityClassName,
  });
}
