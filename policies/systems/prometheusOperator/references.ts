import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { Built } from '../../../generators/model/rule.ts';
import { at, entries, isRecord, listAt, text, textAt, texts } from '../../kubernetes/reading.ts';
import { type Reference, reference, referencesAt } from '../../kubernetes/reference.ts';
import { podReferences } from '../builtIn/podReferences.ts';

/** What a Prometheus or an Alertmanager names. */
export function monitorReferences(from: Built): readonly Reference[] {
  const { metadata, spec } = from.resource;
  return [
    // Its fields for accounts, priorities, volumes and containers are called as in a pod.
    ...podReferences({
      built: from,
      kind: from.resource.kind,
      namespace: metadata.namespace ?? '',
      name: metadata.name,
      labels: {},
      pod: (isRecord(spec) ? spec : {}) as Partial<IPodSpec>,
      path: 'spec',
    }),
    ...referencesAt(from, {
      'spec.storage.volumeClaimTemplate.spec.storageClassName': 'StorageClass',
      'spec.serviceName': 'Service',
      'spec.alertmanagerConfiguration.name': 'AlertmanagerConfig',
    }),
    ...reference(from, 'spec.configSecret', 'Secret', at(spec, ['configSecret']), 'alertmanager.yaml'),
    ...mounted(from, 'secrets', 'Secret'),
    ...mounted(from, 'configMaps', 'ConfigMap'),
    ...listAt(spec, ['alerting', 'alertmanagers']).flatMap((one, index) =>
      reference(from, `spec.alerting.alertmanagers[${index}].name`, 'Service', at(one, ['name'])).map((found) => ({
        ...found,
        namespace: textAt(one, ['namespace']) || found.namespace,
      })),
    ),
    ...keyReferences(from),
  ];
}

function mounted({ resource, ...from }: Built, field: 'secrets' | 'configMaps', kind: string): readonly Reference[] {
  return texts(at(resource, ['spec', field]) as readonly string[] | undefined).flatMap((name, index) =>
    reference({ resource, ...from }, `spec.${field}[${index}]`, kind, name),
  );
}

/**
 * The keys of Secrets and ConfigMaps that an object of this operator names: everywhere in its kinds a name and a key
 * beside each other are one, of a ConfigMap where the field is called so. With a missing one the operator leaves out the
 * whole monitor or configuration, and says so in an event alone: `pkg/prometheus/resource_selector.go`. What may be
 * missing is marked `optional`.
 */
export function keyReferences(from: Built): readonly Reference[] {
  return [...keysIn(from, from.resource.spec, 'spec', '')];
}

/** Fields that are those of a pod, which {@link podReferences} reads. */
const ofPods = new Set(['spec.containers', 'spec.initContainers', 'spec.volumes']);

function* keysIn(from: Built, value: unknown, field: string, key: string): Iterable<Reference> {
  if (ofPods.has(field)) return;
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) {
      yield* keysIn(from, member, `${field}[${textAt(member, ['name']) || index}]`, key);
    }
  } else if (isRecord(value)) {
    if (isKey(value)) {
      if (value.optional !== true) {
        yield* reference(from, field, key === 'configMap' ? 'ConfigMap' : 'Secret', value.name, value.key);
      }
    } else for (const [name, member] of entries(value)) yield* keysIn(from, member, `${field}.${name}`, name);
  }
}

function isKey(value: Readonly<Record<string, unknown>>): boolean {
  const others = Object.keys(value).filter((one) => !['name', 'key', 'optional'].includes(one));
  return text(value.name) !== '' && text(value.key) !== '' && others.length === 0;
}
