import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { type EntryMetadata, externalSecret } from '../../secrets/externalSecret.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';

/**
 * The accounts that an operator itself works with. In a cloud they come from the entry `<prefix>-<entry>` of the secret
 * manager, a property for each key: a backup holds the accounts too, so whoever restores it elsewhere needs the same
 * passwords. On a local cluster the operator makes them up.
 *
 * `Orphan`, because the operators write into this Secret as well, and External Secrets must not take that for a Secret
 * that needs repair: https://external-secrets.io/latest/guides/ownership-deletion-policy/
 * @param fixed values that are no secret, by their key
 */
export function systemUsers(
  metadata: EntryMetadata,
  entry: string,
  passwords: readonly string[],
  fixed: Readonly<Record<string, string>>,
  { cluster, environment }: Inputs,
): Resource[] {
  if (cluster.cloud === 'local') return [];
  const source = { store: 'secrets', key: `${environment.secretPrefix}-${entry}` } as const;
  const values: Record<string, SecretValue> = {};
  for (const [key, template] of Object.entries(fixed)) values[key] = { template, from: {} };
  for (const key of passwords) values[key] = secretValue(entry, source, property(key));
  return [externalSecret(metadata, values, 'Orphan')];
}

/** The property of the entry for a key of the Secret: `MONGODB_BACKUP_PASSWORD` is `backup-password`. */
function property(key: string): string {
  return key
    .replace(/^MONGODB_/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}
