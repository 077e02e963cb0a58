import type { Live, World } from '../model.ts';
import { madeUp } from '../parts.ts';
import { innerNamespace, type SecretStore } from './store.ts';

interface StoreRef {
  readonly name?: string;
}

interface RemoteRef {
  readonly key: string;
  readonly property?: string;
}

/** The fields of an ExternalSecret that this repository uses. */
export type ExternalSecret = Live<{
  readonly secretStoreRef?: StoreRef;
  readonly refreshPolicy?: string;
  readonly data?: readonly {
    readonly secretKey: string;
    readonly remoteRef: RemoteRef;
    readonly sourceRef?: { readonly storeRef?: StoreRef };
  }[];
  readonly dataFrom?: readonly {
    readonly extract?: RemoteRef;
    readonly sourceRef?: { readonly storeRef?: StoreRef; readonly generatorRef?: { readonly name?: string } };
  }[];
  readonly target?: {
    readonly name?: string;
    readonly creationPolicy?: string;
    readonly template?: {
      readonly type?: string;
      readonly data?: Readonly<Record<string, string>>;
      readonly mergePolicy?: string;
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      };
    };
  };
}>;

/** The values of an ExternalSecret's Secret, or the Secret that it waits for. */
export type SecretValues = { readonly values: Readonly<Record<string, string>> } | { readonly missing: string };

/**
 * Values by key: those of Secrets in the cluster are copied, all others are made up. The key of a generated password is
 * `password`, unless the generator has `secretKeys`.
 */
export function valuesOf(external: ExternalSecret, world: World): SecretValues {
  const { spec } = external;
  const fetched: Record<string, string> = {};
  for (const { extract, sourceRef } of spec?.dataFrom ?? []) {
    if (sourceRef?.generatorRef) {
      const { namespace = '' } = external.metadata;
      const { name = '' } = sourceRef.generatorRef;
      for (const key of passwordKeys(namespace, name, world)) fetched[key] = madeUp(namespace, name, key);
    } else if (extract) {
      const found = read(storeOf(external, sourceRef?.storeRef, world), extract, world);
      if ('missing' in found) return found;
      Object.assign(fetched, found.values);
    }
  }
  for (const { secretKey, remoteRef, sourceRef } of spec?.data ?? []) {
    const found = read(storeOf(external, sourceRef?.storeRef, world), remoteRef, world);
    if ('missing' in found) return found;
    fetched[secretKey] = found.values[remoteRef.property ?? 'value'] ?? '';
  }
  const { template } = spec?.target ?? {};
  if (template?.data === undefined) return { values: fetched };
  const filled = Object.entries(template.data).map(([key, text]) => [key, fill(text, fetched)]);
  return { values: { ...(template.mergePolicy === 'Merge' && fetched), ...Object.fromEntries(filled) } };
}

function storeOf({ spec }: ExternalSecret, given: StoreRef | undefined, world: World): SecretStore | undefined {
  return world.find('ClusterSecretStore', '', (given ?? spec?.secretStoreRef)?.name ?? '') as SecretStore | undefined;
}

function read(store: SecretStore | undefined, { key, property = 'value' }: RemoteRef, world: World): SecretValues {
  if (!store) return { missing: 'its store' };
  const namespace = innerNamespace(store);
  if (namespace === undefined) return { values: { [property]: madeUp(store.metadata.name, key, property) } };
  const data = world.find('Secret', namespace, key)?.data as Readonly<Record<string, string>> | undefined;
  if (data?.[property] === undefined) return { missing: `key ${property} of Secret ${namespace}/${key}` };
  return { values: { [property]: Buffer.from(data[property], 'base64').toString() } };
}

function passwordKeys(namespace: string, name: string, world: World): readonly string[] {
  const generator = world.find('Password', namespace, name) as Live<{ secretKeys?: readonly string[] }> | undefined;
  return generator?.spec?.secretKeys ?? ['password'];
}

/** Fills a template: `{{ .name }}` becomes the value; functions after it are ignored. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{[^}]*?\.([a-zA-Z0-9_]+)[^}]*\}\}/g, (_, name: string) => values[name] ?? '');
}
