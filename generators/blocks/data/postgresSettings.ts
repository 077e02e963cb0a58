import { type TObject, Type } from 'typebox';
import type { AppSettings } from '../../model/inputs.ts';
import { Bytes, Cpu, closed } from '../../model/settings/scalars.ts';

/** What a database has where no environment says otherwise. */
export interface PostgresDefaults {
  /** Size of the volume of each instance. */
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Most connections at once, of all clients together. */
  readonly connections: number;
}

/** A database's settings after resolution. */
export interface PostgresSettings extends PostgresDefaults, AppSettings {}

/** The schema of what environments may set. Off by default: a database is only where an environment wants one. */
export function postgresSettings(source: string, { storage, resources, connections }: PostgresDefaults): TObject {
  return Type.Object(
    {
      enabled: Type.Boolean({ default: false, description: 'Whether the database runs here. It keeps no backups.' }),
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
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
