import { type Static, Type } from 'typebox';
import { ServerAddress } from '../../../model/settings/addresses.ts';
import { CloudIdentity } from '../../../model/settings/identity.ts';
import { closed, Name, NetworkCidr, Schedule, SecretEntry, StorageAccount } from '../../../model/settings/scalars.ts';

const Bucket = Type.String({
  pattern: '^[a-z0-9]([-.a-z0-9]{1,61}[a-z0-9])$',
  title: '3 to 63 lower-case letters, digits, . and -',
  description: 'Name of the bucket (Azure: of the container). Without it there are no backups.',
});

/**
 * Schema of the archive: its place, the schedule of backups and how long they are kept. The kind of bucket follows from
 * the cluster's cloud; with an endpoint it is an S3 bucket.
 * https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/
 */
export const archiveSettings = Type.Object(
  {
    bucket: Type.Optional(Bucket),
    account: Type.Optional(StorageAccount()),
    endpoint: Type.Optional(ServerAddress("Address of an S3 server that is not AWS's own.")),
    networks: Type.Optional(
      Type.Array(NetworkCidr(), { minItems: 1, description: "The bucket's addresses. Default: the public internet." }),
    ),
    secret: Type.Optional(
      SecretEntry(
        'S3: entry in the secret manager with the properties accessKey and secretKey. Default: none, the cloud identity is used.',
      ),
    ),
    folder: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9]([-a-z0-9/]{0,198}[a-z0-9])?$',
        title: 'lower-case letters, digits, - and /',
        description: 'Folder in the bucket. Default: <environment>/<cluster>.',
      }),
    ),
    server: Type.Optional(
      Name(
        'Name of the archive in the folder: of one database from its first day on. A restored or rebuilt one needs a new name. Default: the name of the database.',
      ),
    ),
    retention: Type.String({
      pattern: '^[1-9][0-9]{0,3}[dwm]$',
      title: 'days, weeks or months, such as 30d',
      default: '30d',
      description: 'How far back the database can be restored to any moment.',
    }),
    schedule: Schedule(6, 'When a full backup is taken, in UTC; the log is archived all the time.', {
      default: '0 0 3 * * *',
    }),
    reader: Type.Optional(
      CloudIdentity(
        "As whom clusters in other clouds read the bucket, by federation. AWS: the ARN of a role; Google: a service account's e-mail; Azure: a client ID.",
      ),
    ),
    readerPool: Type.Optional(
      Type.String({
        pattern: '^projects/[0-9]+/locations/global/workloadIdentityPools/[a-z0-9-]+$',
        title: 'projects/<number>/locations/global/workloadIdentityPools/<name>',
        description: 'Google: the workload identity pool of the reader, with a provider named like each other cluster.',
      }),
    ),
  },
  { ...closed, description: 'Backups and the archive of the log.' },
);
/** Settings of an archive. */
export type ArchiveSettings = Static<typeof archiveSettings>;
