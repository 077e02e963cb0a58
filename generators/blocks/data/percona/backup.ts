import type { BucketEndpoint } from '../../../model/endpoint.ts';
import type { Declared } from '../../../model/fact.ts';
import type { OutsideRight } from '../../../model/outside.ts';
import type { Resource } from '../../../model/resource.ts';
import { accessByKeys } from '../../outside/access.ts';
import { bucketKeys, keysIn } from '../../outside/entryKeys.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { type SecretValue, secretValue } from '../../secrets/value.ts';
import { metadataOf } from '../shared/system.ts';
import type { PerconaSystem } from './system.ts';

/** Names of the two properties in the Secret that an operator reads, by the kind of bucket. */
export type KeyNames = Readonly<Record<BucketEndpoint['api'], readonly [id: string, key: string]>>;

/**
 * ExternalSecret with the keys of the bucket. External Secrets fetches them every hour, so a rotated key reaches the
 * operator by itself. If the contract names no keys, they come from the database's own entry `<prefix>-<contract>`, as
 * `backup-access-key` and `backup-secret-key`. Azure has one key, that of the storage account.
 */
export function backupKeys(system: PerconaSystem, keyNames: KeyNames): Resource {
  const { name, names, inputs } = system;
  const { api, account, credentials } = system.backupPlace;
  const [id, key] = keyNames[api];
  const own = { store: 'secrets', key: `${inputs.environment.secretPrefix}-${name}` } as const;
  const of = (shared: string, owned: string): SecretValue =>
    credentials ? secretValue('backups', credentials, shared) : secretValue(name, own, owned);
  const accountName: SecretValue = { template: account, from: {} };
  return externalSecret(metadataOf(system, names.backups), {
    [id]: api === 'azure' ? accountName : of('accessKey', 'backup-access-key'),
    [key]: of('secretKey', 'backup-secret-key'),
  });
}

/** Access to the bucket of backups by those keys, and what the entry holds for it. */
export function backupKeysAccess(system: PerconaSystem, may: readonly OutsideRight[]): readonly Declared[] {
  const { name, inputs } = system;
  const { api, credentials } = system.backupPlace;
  if (credentials) return [...accessByKeys(credentials.key, may), ...keysIn(credentials, bucketKeys)];
  const own = { store: 'secrets', key: `${inputs.environment.secretPrefix}-${name}` } as const;
  const { accessKey, secretKey } = bucketKeys;
  return [
    ...accessByKeys(own.key, may),
    ...(api === 'azure' ? [] : keysIn(own, { 'backup-access-key': accessKey })),
    ...keysIn(own, { 'backup-secret-key': secretKey }),
  ];
}
