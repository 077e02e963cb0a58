import { type TObject, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { Bytes, Cpu, closed, Schedule } from '../../../model/settings/scalars.ts';

/** Default settings of a Cassandra database. */
export interface CassandraDefaults {
  /** Size of the volume of each node. */
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Resolved settings of a Cassandra database. */
export interface CassandraSettings extends CassandraDefaults, AppSettings {
  readonly nodesPerZone: number;
  readonly backups: { readonly schedule: string; readonly keepDays: number; readonly memory: string };
}

/** Schema of the settings that environments may change. */
export function cassandraSettings(source: string, { storage, resources }: CassandraDefaults): TObject {
  return Type.Object(
    {
      nodesPerZone: Type.Integer({
        minimum: 1,
        maximum: 30,
        default: 1,
        description: 'Nodes in each zone, each on a host of its own.',
      }),
      storage: Bytes('Size of the volume of each node. It can grow, never shrink.', { default: storage }),
      resources: Type.Object(
        {
          cpu: Cpu('CPU of each node: guaranteed, and not exceeded.', { default: resources.cpu }),
          memory: Bytes('Memory of each node, half of which is its heap.', { default: resources.memory }),
        },
        { ...closed, description: 'What Cassandra itself gets on each node; logs and backups come on top.' },
      ),
      backups: Type.Object(
        {
          schedule: Schedule(5, 'When a backup is taken, by the clock of the operator: UTC.', { default: '0 2 * * *' }),
          keepDays: Type.Integer({
            minimum: 1,
            maximum: 3650,
            default: 14,
            description: 'Days that a backup is kept. Older ones are deleted every night.',
          }),
          memory: Bytes('Memory on each node for taking backups.', { default: '1Gi' }),
        },
        { ...closed, description: 'Backups of all nodes into the bucket.' },
      ),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
