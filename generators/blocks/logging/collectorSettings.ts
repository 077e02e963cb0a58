import { type TObject, Type } from 'typebox';
import { Bytes, Cpu, closed } from '../../model/settings/scalars.ts';
import type { CollectorDefaults } from './collectorSystem.ts';
import { TraceSettings } from './traceSettings.ts';

/** Schema of the settings that environments may change. */
export function collectorSettings(source: string, { queue, resources }: CollectorDefaults): TObject {
  return Type.Object(
    {
      enabled: Type.Boolean({ default: true, description: 'Whether the logs of this cluster are collected.' }),
      queue: Bytes('Most that the queue on each node holds while Elasticsearch does not answer.', { default: queue }),
      traces: Type.Optional(TraceSettings),
      resources: Type.Object(
        {
          cpu: Cpu('CPU that the Collector requests on each node; it may burst to ten times that.', {
            default: resources.cpu,
          }),
          memory: Bytes('Memory of the Collector on each node.', { default: resources.memory }),
        },
        { ...closed, description: 'What the Collector gets on each node.' },
      ),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
