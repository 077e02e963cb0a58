import { type TObject, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';

/** What a bucket server has where no environment says otherwise. */
export interface SeaweedfsDefaults {
  /** Size of the volume. */
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** A bucket server's settings after resolution. */
export interface SeaweedfsSettings extends SeaweedfsDefaults, AppSettings {}

/** The schema of what environments may set. */
export function seaweedfsSettings(source: string, { storage, resources }: SeaweedfsDefaults): TObject {
  return Type.Object(
    {
      storage: Bytes('Size of the volume. It can grow where its class lets it, never shrink.', { default: storage }),
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
