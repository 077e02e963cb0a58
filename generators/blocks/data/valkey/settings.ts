import { type TObject, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';

/** Default settings of a Valkey. */
export interface ValkeyDefaults {
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** Size of the volume of each member. Without it a Valkey writes nothing to disk. */
  readonly storage?: string;
}

/** Resolved settings of a Valkey. */
export interface ValkeySettings extends ValkeyDefaults, AppSettings {}

/** Schema of the settings that environments may change. */
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
          'Size of the volume of each server: at least three times its memory. It grows by hand, as validate says, and never shrinks.',
          {
            default: storage,
          },
        ),
      }),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
