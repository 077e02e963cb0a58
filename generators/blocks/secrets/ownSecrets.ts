import type { AppName } from '../../model/appName.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { developmentSecrets } from '../platform/developmentSecrets.ts';
import { generatedSecret } from './generatedSecret.ts';
import { type SecretValue, secretValue } from './value.ts';

/** Whose entry it is: an app, or a service on the internet. */
export type Owner = Pick<AppName, 'name' | 'random'>;

/**
 * A property of somebody's own entry in the secret manager, `<prefix>-<name>`. On a local cluster random strings come
 * from the entry `<name>`, which {@link ownSecrets} makes: a developer writes down the others alone.
 */
export function ownSecret(
  { name, random }: Owner,
  property: string,
  { environment, cluster }: Pick<Inputs, 'environment' | 'cluster'>,
): SecretValue {
  const made = cluster.cloud === 'local' && random?.[property] !== undefined;
  return secretValue(name, { store: 'secrets', key: made ? name : `${environment.secretPrefix}-${name}` }, property);
}

/** What makes an app's own random strings on a local cluster. Everywhere else people or pipelines put them there. */
export function ownSecrets(
  { name, random }: Owner,
  { cluster }: Pick<Inputs, 'cluster'>,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  if (cluster.cloud !== 'local' || !random) return [];
  return generatedSecret({ name, namespace: developmentSecrets, labels, random });
}
