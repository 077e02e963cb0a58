import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { Resource } from '../../generators/model/resource.ts';
import type { Built } from '../../generators/model/rule.ts';
import { once } from '../kubernetes/once.ts';
import { at, entries, list, listAt, text, textAt } from '../kubernetes/reading.ts';
import { clusterWide, type Reference, reference } from '../kubernetes/reference.ts';
import { none, type System } from './system.ts';

/** Secrets that are fetched from a manager elsewhere: https://external-secrets.io/latest/api/externalsecret/ */
export const externalSecrets: System = {
  pods: none,
  images: none,
  secrets: { 'external-secrets.io/ExternalSecret': ({ resource }) => ({ [secretName(resource)]: keysOf(resource) }) },
  references: {
    'external-secrets.io/ExternalSecret': (from) => [
      ...storeReference(from, 'spec.secretStoreRef', at(from.resource, ['spec', 'secretStoreRef'])),
      ...['data', 'dataFrom'].flatMap((key) =>
        listAt(from.resource, ['spec', key]).flatMap((one, index) =>
          sources(from, `spec.${key}[${index}].sourceRef`, at(one, ['sourceRef'])),
        ),
      ),
    ],
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

/** The store or generator that one value of an ExternalSecret comes from, where it is not the one of the whole. */
function sources(from: Built, field: string, source: unknown): Reference[] {
  const generator = at(source, ['generatorRef']);
  return [
    ...storeReference(from, `${field}.storeRef`, at(source, ['storeRef'])),
    ...reference(from, `${field}.generatorRef.name`, textAt(generator, ['kind']), at(generator, ['name'])),
  ];
}

function storeReference(from: Built, field: string, store: unknown): Reference[] {
  const kind = textAt(store, ['kind']) || 'SecretStore';
  const found = reference(from, `${field}.name`, kind, at(store, ['name']));
  return kind === 'ClusterSecretStore' ? clusterWide(found) : found;
}

function secretName({ metadata, spec }: Resource): string {
  return textAt(spec, ['target', 'name']) || metadata.name;
}

/** A template that replaces names all keys; else those of `data` are there too: external-secrets.io/latest/guides/templating/ */
function keysOf(resource: Resource): readonly string[] | undefined {
  const spec = resource.spec as Partial<NonNullable<IExternalSecret['spec']>> | undefined;
  const template = spec?.target?.template;
  const made = entries(template?.data).map(([key]) => key);
  if (list(template?.templateFrom).length > 0) return undefined;
  if (made.length > 0 && template?.mergePolicy !== 'Merge') return made;
  if (list(spec?.dataFrom).length > 0) return undefined;
  return [...made, ...list(spec?.data).map(({ secretKey }) => secretKey)];
}

/** By namespace and name of each Secret that is fetched, its keys with their templates, empty where a key has none. */
export const secretTemplates = once((view): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const { resource } of view.ofKind('ExternalSecret', 'external-secrets.io')) {
    const fetched = listAt(resource, ['spec', 'data']).map((one) => [textAt(one, ['secretKey']), ''] as const);
    const made = entries(at(resource, ['spec', 'target', 'template', 'data']) as Record<string, string> | undefined);
    const templates = made.map(([key, template]) => [key, text(template)] as const);
    found.set(`${resource.metadata.namespace ?? ''}/${secretName(resource)}`, new Map([...fetched, ...templates]));
  }
  return found;
});
