import type { Declared } from '../../../model/fact.ts';
import type { Resource } from '../../../model/resource.ts';
import { random } from '../../names.ts';
import { keysIn } from '../../outside/entryKeys.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { systemCredentials } from '../../secrets/systemCredentials.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';
import { metadataOf } from '../shared/system.ts';
import type { PerconaSystem } from './system.ts';

/**
 * ExternalSecret with the accounts that the operator itself uses. In a cloud they come from the entry
 * `<prefix>-<contract>` of the secret manager, one property for each password. A backup contains these accounts too, so
 * a database that is restored elsewhere needs the same passwords. On a local cluster there is no ExternalSecret: the
 * operator generates the passwords.
 *
 * `Orphan`, because the operators write into this Secret as well, and External Secrets must not treat their writes as a
 * Secret that needs repair: https://external-secrets.io/latest/guides/ownership-deletion-policy/
 * @param fixed values that are not secret, such as user names, by their key
 */
export function systemUsers(
  system: PerconaSystem,
  passwords: readonly string[],
  fixed: Readonly<Record<string, string>> = {},
): Resource[] {
  const { name, names, inputs } = system;
  if (inputs.cluster.cloud === 'local') return [];
  const source = { store: 'secrets', key: `${inputs.environment.secretPrefix}-${name}` } as const;
  const values: Record<string, SecretValue> = {};
  for (const [key, template] of Object.entries(fixed)) values[key] = { template, from: {} };
  for (const key of passwords) values[key] = secretValue(name, source, property(key));
  return [externalSecret(metadataOf(system, names.users), values, 'Orphan')];
}

/** The Secrets of the accounts that apps log in as: the one that they share, and those that the contract declares. */
export function perconaCredentials({ app, name, labels, accounts }: PerconaSystem): Resource[] {
  const all = [{ system: app, user: name }, ...accounts];
  return all.flatMap(({ system, user }) => systemCredentials(system, user, labels));
}

/** What the entry holds for these accounts. */
export function systemUserKeys({ name, inputs }: PerconaSystem, passwords: readonly string[]): readonly Declared[] {
  if (inputs.cluster.cloud === 'local') return [];
  const keys = Object.fromEntries(passwords.map((key) => [property(key), random()]));
  return keysIn({ store: 'secrets', key: `${inputs.environment.secretPrefix}-${name}` }, keys);
}

/** Property of the entry for a key of the Secret: `MONGODB_BACKUP_PASSWORD` becomes `backup-password`. */
function property(key: string): string {
  return key
    .replace(/^MONGODB_/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}
