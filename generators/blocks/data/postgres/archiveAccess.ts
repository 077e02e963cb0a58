import type { CredentialSource } from '../../../model/endpoint.ts';
import { type Declared, declare } from '../../../model/fact.ts';
import type { BucketPlace, BucketRight, OutsideRight } from '../../../model/outside.ts';
import { random } from '../../names.ts';
import { access, accessByKeys } from '../../outside/access.ts';
import { bucketKeys, keysIn } from '../../outside/entryKeys.ts';
import { accountProperty } from './secrets.ts';
import { type PostgresSystem, type Store, storesOf } from './system.ts';

/** What Barman does with the archive that it writes, and with one that it only reads. A bucket is looked at first. */
const writes: readonly BucketRight[] = ['read', 'write', 'delete', 'list'];
const reads: readonly BucketRight[] = ['read', 'list'];

/**
 * Access of a database's pods to its archives: its own, the one that it follows, and the one that it is restored from.
 * CloudNativePG names their account after the database. In the archive's own cloud they act as the identity of the
 * database, from another cloud as the archive's reader. `S3CloudInterface` in `barman/cloud_providers/aws_s3.py` of
 * https://github.com/EnterpriseDB/barman has the calls.
 */
export function archiveAccess(system: PostgresSystem): readonly Declared[] {
  const { settings, own, accounts } = system;
  const { secret, restore } = settings;
  const others = Object.fromEntries(accounts.map((account) => [accountProperty(account), random()]));
  return [
    ...keysIn(inManager(secret), { password: random(), ...others }),
    ...storesOf(system).flatMap((store) => {
      const servers = [store.archive.server, ...(store === own && restore ? [restore.server] : [])];
      return accessOf(
        system,
        store,
        servers.map((server) => onArchive(store, server, store === own ? writes : reads)),
      );
    }),
  ];
}

function accessOf({ app, name, inputs }: PostgresSystem, { archive }: Store, may: readonly OutsideRight[]) {
  const { cluster } = inputs;
  const { secret, reader, readerPool } = archive.settings;
  const keys = archive.api === 's3' ? inManager(secret) : undefined;
  if (keys) return [...accessByKeys(keys.key, may), ...keysIn(keys, bucketKeys)];
  const isForeign = archive.cluster.cloud !== cluster.cloud;
  const identity = isForeign ? reader : cluster.identities[app.name];
  if (identity === undefined || cluster.cloud === 'local') return [];
  const pool = isForeign && archive.api === 'gcs' ? { pool: readerPool ?? '' } : {};
  return [declare(access, { as: { identity, account: { namespace: app.tier, name }, ...pool }, may })];
}

function onArchive({ archive }: Store, server: string, may: readonly BucketRight[]): OutsideRight {
  const { api, bucket, account, endpoint, folder } = archive;
  const place: BucketPlace = {
    api,
    bucket,
    ...(account !== undefined && { account }),
    ...(endpoint !== undefined && { endpoint }),
  };
  return { to: 'bucket', bucket: place, folder: `${folder}/${server}`, may };
}

function inManager(key: string | undefined): CredentialSource | undefined {
  return key === undefined ? undefined : { store: 'secrets', key };
}
