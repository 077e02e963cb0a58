import { type TObject, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';

/** What a system has where no environment says otherwise. */
export interface ValkeyDefaults {
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Size of the volume of each member. A system without one keeps nothing on disk. */
  readonly storage?: string;
}

/** The settings after resolution. */
export interface ValkeySettings extends ValkeyDefaults, AppSettings {}

/** The schema of what environments may set. */
export function valkeySettings(source: string, { resources, storage }: ValkeyDefaults): TObject {
  return Type.Object(
    {
      resources: Type.Object(
        {
          cpu: Cpu('CPU that each server requests; it may burst to four times that.', { default: resources.cpu }),
          memory: Bytes('Memory of each server. Data may fill 65 % of it.', { default: resources.memory }),
        },
        { ...closed, description: 'What each server gets.' },
      ),
      ...(storage && {
        storage: Bytes(
          'Size of the volume of each server: at least three times its memory. It can grow, never shrink.',
          {
            default: storage,
          },
        ),
      }),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
