import type { Resource } from '../../../model/resource.ts';
import { postgresAccount } from '../../../upstream/cloudNativePgSecrets.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { generatedSecret } from '../../secrets/generatedSecret.ts';
import { credentialsName } from '../../secrets/systemCredentials.ts';
import { secretValue } from '../../secrets/value.ts';
import type { DatabaseAccount } from '../shared/accounts.ts';
import { metadataOf } from '../shared/system.ts';
import { type PostgresSystem, storesOf } from './system.ts';

/**
 * ExternalSecrets: the account of apps, if settings name its entry, accounts beside it, and the static keys of S3 servers.
 * The Secret of apps has the same properties as the one that CloudNativePG would generate, and all have the label that
 * makes CloudNativePG reload a new password:
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
            basicAuth,
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
  return [...account, ...system.accounts.flatMap((one) => accountSecret(system, one)), ...keys];
}

const basicAuth = { type: 'kubernetes.io/basic-auth', labels: { 'cnpg.io/reload': 'true' } };

/** The property of the entry with the password of an account. */
export function accountProperty({ key }: DatabaseAccount): string {
  return `${key}-password`;
}

/**
 * The Secret of an account: from the entry of the account of apps where there is one, for copies have to have the same;
 * else generated here.
 */
function accountSecret({ app, name, labels, settings }: PostgresSystem, account: DatabaseAccount): Resource[] {
  const { user, system } = account;
  const metadata = { name: credentialsName(system.name), namespace: app.tier, labels };
  if (settings.secret === undefined) {
    return generatedSecret({ ...metadata, random: { password: 'text' }, written: { username: user }, made: basicAuth });
  }
  const entry = { store: 'secrets', key: settings.secret } as const;
  const values = {
    username: { template: user, from: {} },
    password: secretValue(name, entry, accountProperty(account)),
  };
  return [externalSecret(metadata, values, 'Owner', basicAuth)];
}
