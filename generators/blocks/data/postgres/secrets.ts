import type { Resource } from '../../../model/resource.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { secretValue } from '../../secrets/value.ts';
import { accountSecret, type Database, storesOf } from './database.ts';

/**
 * What the database fetches from the secret manager: the account of apps, where it is given, and the keys of buckets
 * that know no cloud identity. The account's Secret has the keys that CloudNativePG gives to one of its own making, and
 * the label that makes it take over a new password:
 * https://cloudnative-pg.io/documentation/current/applications/#secrets
 */
export function postgresSecrets(database: Database): Resource[] {
  const { app, name, labels, settings } = database;
  const { secret } = settings;
  const metadata = (called: string) => ({ name: called, namespace: app.tier, labels });
  const account =
    secret === undefined
      ? []
      : [
          externalSecret(
            metadata(accountSecret(name)),
            {
              username: { template: name, from: {} },
              password: secretValue(name, { store: 'secrets', key: secret }, 'password'),
            },
            'Owner',
            { type: 'kubernetes.io/basic-auth', labels: { 'cnpg.io/reload': 'true' } },
          ),
        ];
  const keys = storesOf(database).flatMap(({ name: called, archive }) => {
    const key = archive.api === 's3' ? archive.settings.secret : undefined;
    if (key === undefined) return [];
    const property = (one: string) => secretValue(called, { store: 'secrets', key }, one);
    return [externalSecret(metadata(called), { accessKey: property('accessKey'), secretKey: property('secretKey') })];
  });
  return [...account, ...keys];
}
