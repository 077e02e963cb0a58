import type { Built } from '../../generators/model/rule.ts';
import { at, listAt, textAt, texts } from '../kubernetes/reading.ts';
import { type Reference, reference } from '../kubernetes/reference.ts';
import { none, type System } from './system.ts';

/** Plugins and consumers of Kong: https://developer.konghq.com/operator/reference/custom-resources/ */
export const kong: System = {
  pods: none,
  images: none,
  secrets: none,
  references: {
    'configuration.konghq.com/KongPlugin': pluginSecrets,
    'configuration.konghq.com/KongClusterPlugin': pluginSecrets,
    'configuration.konghq.com/KongConsumer': (from) =>
      texts(from.resource.credentials as string[] | undefined).flatMap((name, index) =>
        reference(from, `credentials[${index}]`, 'Secret', name),
      ),
  },
  volumes: none,
  immutable: none,
  data: none,
  quorum: none,
  memory: none,
  backups: none,
  outside: none,
  users: none,
  servers: none,
  services: none,
  steps: none,
  promises: none,
};

/** Secrets with configuration of a plugin. A plugin of the whole cluster says in which namespace each is. */
function pluginSecrets(from: Built): Reference[] {
  const sources = [
    { field: 'configFrom.secretKeyRef', source: at(from.resource.configFrom, ['secretKeyRef']) },
    ...listAt(from.resource, ['configPatches']).map((patch, index) => ({
      field: `configPatches[${index}].valueFrom.secretKeyRef`,
      source: at(patch, ['valueFrom', 'secretKeyRef']),
    })),
  ];
  return sources.flatMap(({ field, source }) => {
    const namespace = textAt(source, ['namespace']);
    const found = reference(from, field, 'Secret', at(source, ['name']), at(source, ['key']));
    return namespace === '' ? found : found.map((one) => ({ ...one, namespace }));
  });
}
