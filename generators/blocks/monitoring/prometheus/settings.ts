import { type TObject, Type } from 'typebox';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';
import { RemoteWriteSettings } from './remoteWriteSettings.ts';
import type { PrometheusDefaults } from './system.ts';

/** Schema of the settings that environments may change. */
export function prometheusSettings(source: string, { storage, retention, resources }: PrometheusDefaults): TObject {
  return Type.Object(
    {
      enabled: Type.Boolean({ default: true, description: 'Whether this cluster has a Prometheus of its own.' }),
      storage: Bytes(
        'Size of the volume of each replica. Four fifths of it hold series. It grows by hand, as validate says, and never shrinks.',
        {
          default: storage,
        },
      ),
      retention: Type.String({
        pattern: '^[1-9][0-9]{0,3}d$',
        title: 'days, such as 15d',
        default: retention,
        description: 'How long series are kept, where the volume does not fill before.',
      }),
      resources: Type.Object(
        {
          cpu: Cpu('CPU that each replica requests.', { default: resources.cpu }),
          memory: Bytes('Memory of each replica.', { default: resources.memory }),
        },
        { ...closed, description: 'What each replica gets.' },
      ),
      remoteWrite: Type.Optional(RemoteWriteSettings),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
