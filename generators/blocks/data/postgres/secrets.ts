import type { Resource } from '../../../model/resource.ts';
import { postgresAccount } from '../../../upstream/cloudNativePgSecrets.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { secretValue } from '../../secrets/value.ts';
import { metadataOf } from '../shared/system.ts';
import { type PostgresSystem, storesOf } from './system.ts';

/**
 * ExternalSecrets: the account of apps, if settings name its entry, and the static keys of S3 servers. The account's
 * Secret has the same properties as the one that CloudNativePG would generate, and the label that makes CloudNativePG
 * reload a new password:
 * https://cloudnative-pg.io/documentation/current/applications/#secrets
 */
export function postgresSecrets(system: PostgresSystem): Resource[] {
  const { name } = system;
  const { secret } = system.settings;
  const account =
    secret === undefined
      ? []
      : [
          externalSecret(
            metadataOf(system, postgresAccount(name)),
            {
              username: { template: name, from: {} },
              password: secretValue(name, { store: 'secrets', key: secret }, 'password'),
            },
            'Owner',
            { type: 'kubernetes.io/basic-auth', labels: { 'cnpg.io/reload': 'true' } },
          ),
        ];
  const keys = storesOf(system).flatMap(({ name: called, archive }) => {
    const key = archive.api === 's3' ? archive.settings.secret : undefined;
    if (key === undefined) return [];
    const property = (one: string) => secretValue(called, { store: 'secrets', key }, one);
    return [
      externalSecret(metadataOf(system, called), {
        accessKey: property('accessKey'),
        secretKey: property('secretKey'),
      }),
    ];
  });
  return [...account, ...keys];
}
