import { Type } from 'typebox';
import { Bytes, Cpu, closed, Schedule } from '../../../model/settings/scalars.ts';
import type { Size } from './pod.ts';

/** When backups are made, and how many are kept. */
export interface BackupSettings {
  readonly schedule: string;
  readonly keep: number;
}

/**
 * Schema of CPU and memory of one pod. Memory is also the limit. CPU is also the limit for servers alone, so that their
 * speed is predictable.
 */
export function sizeSettings(component: string, { cpu, memory }: Size, kind: 'server' | 'proxy' = 'server') {
  const bound = kind === 'server' ? 'guaranteed, and not exceeded' : 'guaranteed, and more where it is idle';
  return Type.Object(
    {
      cpu: Cpu(`CPU of ${component}: ${bound}.`, { default: cpu }),
      memory: Bytes(`Memory of ${component}: guaranteed, and not exceeded.`, { default: memory }),
    },
    { ...closed, description: `What ${component} gets.` },
  );
}

/** Schema of the size of each member's volume. */
export function storageSettings(component: string, storage: string) {
  return Bytes(`Size of the volume of ${component}. It can grow, never shrink.`, { default: storage });
}

/** Schema of {@link BackupSettings}. The bucket comes from the contract `backups`. */
export const backupSettings = Type.Object(
  {
    schedule: Schedule(5, 'When a full backup is made, in UTC.', { default: '0 2 * * *' }),
    keep: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 14,
      description: 'How many are kept: the oldest beyond that are deleted from the bucket.',
    }),
  },
  { ...closed, description: 'Backups to the bucket of the contract `backups`.' },
);
