import type { Resource } from '../../../model/resource.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';
import { metadataOf } from '../shared/system.ts';
import type { PerconaSystem } from './system.ts';

/**
 * The accounts that an operator itself works with. In a cloud they come from the entry `<prefix>-<contract>` of the secret
 * manager, a property for each key: a backup holds the accounts too, so whoever restores it elsewhere needs the same
 * passwords. On a local cluster the operator makes them up.
 *
 * `Orphan`, because the operators write into this Secret as well, and External Secrets must not take that for a Secret
 * that needs repair: https://external-secrets.io/latest/guides/ownership-deletion-policy/
 * @param fixed values that are no secret, by their key
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

/** The property of the entry for a key of the Secret: `MONGODB_BACKUP_PASSWORD` is `backup-password`. */
function property(key: string): string {
  return key
    .replace(/^MONGODB_/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}
