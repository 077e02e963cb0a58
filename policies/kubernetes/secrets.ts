import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { Built, ClusterView } from '../../generators/model/rule.ts';
import { once } from './once.ts';
import { secretsMadeFor } from './operatorSecrets.ts';
import { at, entries, list, text } from './reading.ts';

/** Keys of a Secret; `undefined` where only the cluster knows them. */
type Keys = ReadonlySet<string> | undefined;

/** Whether something makes this Secret, and the keys it will have. */
export function secretAt(view: ClusterView, namespace: string, name: string): { readonly keys: Keys } | undefined {
  return secretsOf(view).get(`${namespace}/${name}`);
}

const secretsOf = once((view) => {
  const found = new Map<string, { keys: Keys }>();
  const add = ({ resource }: Built, name: unknown, keys: Keys) => {
    found.set(`${resource.metadata.namespace ?? ''}/${text(name)}`, { keys });
  };
  for (const built of view.ofKind('Secret', '')) {
    const { data, stringData } = built.resource as {
      data?: Record<string, string>;
      stringData?: Record<string, string>;
    };
    add(built, built.resource.metadata.name, new Set([...entries(data), ...entries(stringData)].map(([key]) => key)));
  }
  for (const built of view.ofKind('ExternalSecret', 'external-secrets.io')) {
    add(built, at(built.resource, ['spec', 'target', 'name']) ?? built.resource.metadata.name, keysOf(built));
  }
  for (const built of view.ofKind('Certificate', 'cert-manager.io')) {
    add(built, at(built.resource, ['spec', 'secretName']), new Set(['tls.crt', 'tls.key', 'ca.crt']));
  }
  // https://cloudnative-pg.io/documentation/current/applications/#secrets
  for (const built of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
    for (const suffix of ['app', 'superuser', 'ca', 'server', 'replication']) {
      add(built, `${built.resource.metadata.name}-${suffix}`, undefined);
    }
  }
  for (const built of view.all) {
    for (const [name, keys] of entries(secretsMadeFor(built.resource))) add(built, name, keys && new Set(keys));
  }
  return found;
});

/** A template that replaces names all keys; else those of `data` are there too: external-secrets.io/latest/guides/templating/ */
function keysOf({ resource }: Built): Keys {
  const spec = resource.spec as Partial<NonNullable<IExternalSecret['spec']>> | undefined;
  const template = spec?.target?.template;
  const made = entries(template?.data).map(([key]) => key);
  if (list(template?.templateFrom).length > 0) return undefined;
  if (made.length > 0 && template?.mergePolicy !== 'Merge') return new Set(made);
  if (list(spec?.dataFrom).length > 0) return undefined;
  return new Set([...made, ...list(spec?.data).map(({ secretKey }) => secretKey)]);
}
