import type { AppId } from '../../model/appId.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { developmentSecrets } from '../platform/developmentSecrets.ts';
import { generatedSecret } from './generatedSecret.ts';
import { type SecretValue, secretValue } from './value.ts';

/** Owner of an entry: an app, or a service on the internet. `K` are the keys that the entry holds. */
export type Owner<K extends string = string> = Pick<AppId<string, K>, 'name' | 'keys'>;

/**
 * The value of a key in somebody's own entry in the secret manager, `<prefix>-<name>`. On a local cluster random
 * strings come from the entry `<name>`, which {@link ownSecrets} makes: a developer writes down the others alone.
 */
export function ownSecret<K extends string>(
  { name, keys }: Owner<K>,
  key: NoInfer<K>,
  { environment, cluster }: Pick<Inputs, 'environment' | 'cluster'>,
): SecretValue {
  return secretValue(name, { store: 'secrets', key: ownEntry({ name, keys }, key, { environment, cluster }) }, key);
}

/** The entry that holds a key of somebody's own. */
export function ownEntry<K extends string>(
  { name, keys }: Owner<K>,
  key: NoInfer<K>,
  { environment, cluster }: Pick<Inputs, 'environment' | 'cluster'>,
): string {
  const made = cluster.cloud === 'local' && keys[key].kind === 'random';
  return made ? name : `${environment.secretPrefix}-${name}`;
}

/** Generators of an app's random keys on a local cluster. Everywhere else people or pipelines write them down. */
export function ownSecrets(
  { name, keys }: Owner,
  { cluster }: Pick<Inputs, 'cluster'>,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  const random = Object.entries(keys).flatMap(([key, one]) =>
    one.kind === 'random' ? [[key, one.format] as const] : [],
  );
  if (cluster.cloud !== 'local' || random.length === 0) return [];
  return generatedSecret({ name, namespace: developmentSecrets, labels, random: Object.fromEntries(random) });
}
