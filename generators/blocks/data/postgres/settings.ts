import { type TObject, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { Bytes, Cpu, closed, Name, SecretEntry } from '../../../model/settings/scalars.ts';
import { type ArchiveSettings, archiveSettings } from './archiveSettings.ts';

/** CPU and memory. */
interface Resources {
  readonly cpu: string;
  readonly memory: string;
}

/** Default settings of a PostgreSQL database. */
export interface PostgresDefaults {
  /** Size of the volume of each instance. */
  readonly storage: string;
  readonly resources: Resources;
  /** Maximum number of connections, of all clients together. */
  readonly connections: number;
}

/** Resolved settings of a PostgreSQL database. */
export interface PostgresSettings extends PostgresDefaults, AppSettings {
  /** Present if the database has poolers. */
  readonly pool?: { readonly clients: number; readonly resources: Resources };
  readonly secret?: string;
  readonly backup: ArchiveSettings;
  readonly restore?: { readonly server: string; readonly until?: string };
  readonly handOverTo?: string;
  readonly takeOverFrom?: string;
  readonly promotionToken?: string;
}

/** Schema of the settings that environments may change. */
export function postgresSettings(source: string, defaults: PostgresDefaults, isPooled: boolean): TObject {
  const { storage, resources, connections } = defaults;
  return Type.Object(
    {
      storage: Bytes('Size of the volume of each instance. It can grow, never shrink.', { default: storage }),
      resources: Type.Object(
        {
          cpu: Cpu('CPU of each instance: guaranteed, and not exceeded.', { default: resources.cpu }),
          memory: Bytes("Memory of each instance. PostgreSQL's own buffers follow from it.", {
            default: resources.memory,
          }),
        },
        { ...closed, description: 'What each instance gets.' },
      ),
      connections: Type.Integer({
        minimum: 20,
        maximum: 5000,
        default: connections,
        description: 'Most connections at once, of all clients together. A change restarts the instances.',
      }),
      ...(isPooled && { pool: poolSettings }),
      secret: Type.Optional(
        SecretEntry(
          'Entry in the secret manager with the property password, for the account that apps use. Copies in several clusters need it: the account is copied with the data. Default: a password that the operator generates.',
        ),
      ),
      backup: archiveSettings,
      restore: Type.Optional(restoreSettings),
      ...roleSettings,
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}

const poolSettings = Type.Object(
  {
    clients: Type.Integer({
      minimum: 10,
      maximum: 20000,
      default: 1000,
      description: 'Most connections of apps that one pooler pod holds.',
    }),
    resources: Type.Object(
      {
        cpu: Cpu('CPU that one pooler pod requests; a pooler uses one core at most.', { default: '200m' }),
        memory: Bytes('Memory that one pooler pod requests, and its limit.', { default: '128Mi' }),
      },
      { ...closed, description: 'What one pooler pod asks for.' },
    ),
  },
  { ...closed, description: 'The poolers between apps and the database.' },
);

const restoreSettings = Type.Object(
  {
    server: Name('Name that the archive to restore has in the backup bucket: what backup.server was.'),
    until: Type.Optional(
      Type.String({
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}(:[0-9]{2})?)$',
        title: 'a time with its zone, such as 2026-01-31 23:59:00Z',
        description: 'The moment to go back to. Default: the end of the archive.',
      }),
    ),
  },
  {
    ...closed,
    description: 'A database that does not exist yet is restored from this archive. Without it, it is created empty.',
  },
);

/** Settings for moving the primary to another cluster: docs/drills/postgres.md. */
const roleSettings = {
  handOverTo: Type.Optional(
    Name('First step of a switchover, on the active cluster: demote its database, so that this cluster follows.'),
  ),
  takeOverFrom: Type.Optional(
    Name('On the active cluster: which one was active before. Default: the first other one with a copy.'),
  ),
  promotionToken: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9+/]{16,}={0,2}$',
      title: 'a token in base64',
      description:
        'Second step of a switchover, on the new active cluster: the demotionToken of the old one. Without it the change of roles is a failover.',
    }),
  ),
};
