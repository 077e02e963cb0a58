import { type TObject, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';

/** Default settings of a bucket server. */
export interface SeaweedfsDefaults {
  /** Size of the volume. */
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Resolved settings of a bucket server. */
export interface SeaweedfsSettings extends SeaweedfsDefaults, AppSettings {}

/** Schema of the settings that environments may change. */
export function seaweedfsSettings(source: string, { storage, resources }: SeaweedfsDefaults): TObject {
  return Type.Object(
    {
      storage: Bytes(
        'Size of the volume. It grows by hand where its class lets it, as validate says, and never shrinks.',
        { default: storage },
      ),
      resources: Type.Object(
        {
          cpu: Cpu('CPU that the server requests; it may burst to four times that.', { default: resources.cpu }),
          memory: Bytes('Memory of the server.', { default: resources.memory }),
        },
        { ...closed, description: 'What the server gets.' },
      ),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
