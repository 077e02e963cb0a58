import { type TObject, Type } from 'typebox';
import { Bytes, Cpu, closed } from '../../../../model/settings/scalars.ts';
import {
  days,
  type ElasticsearchSettings,
  snapshotSettings,
  type TierSettings,
  type TierSize,
  tierSettings,
} from '../settings.ts';

/** Default settings of a store of logs. The sizes are those of its hot nodes, to which logs are written. */
export interface LogStoreDefaults extends TierSize {
  /** Nodes for older logs, where there are any: they have more disk for their memory. */
  readonly warm: TierSize;
  readonly kibana: { readonly resources: { readonly cpu: string; readonly memory: string } };
}

/** Resolved settings of a store of logs. */
export interface LogStoreSettings extends ElasticsearchSettings {
  readonly warm: TierSettings & { readonly afterDays: number };
  readonly keepDays: number;
  readonly kibana: LogStoreDefaults['kibana'] & { readonly enabled: boolean };
}

/** Schema of the settings that environments may change. */
export function logStoreSettings(source: string, { warm, kibana, ...hot }: LogStoreDefaults): TObject {
  return Type.Object(
    {
      ...tierSettings('Nodes in each zone, to which logs are written.', hot, 1),
      warm: Type.Object(
        {
          ...tierSettings('Nodes in each zone for older logs. 0: there are none, and the others keep all.', warm, 0),
          afterDays: days('Days after which logs move to these nodes.', 2),
        },
        { ...closed, description: 'A second tier, for logs that few people ask for.' },
      ),
      keepDays: days('Days that logs are kept. Then they are deleted.', 14),
      kibana: Type.Object(
        {
          enabled: Type.Boolean({
            default: true,
            description: 'Whether there is a Kibana, in which people read logs.',
          }),
          resources: Type.Object(
            {
              cpu: Cpu('CPU that it requests; it may burst to four times that.', { default: kibana.resources.cpu }),
              memory: Bytes('Its memory.', { default: kibana.resources.memory }),
            },
            { ...closed, description: 'What it gets.' },
          ),
        },
        { ...closed, description: 'Kibana: docs/monitoring/elasticsearch.md says how people reach it.' },
      ),
      snapshots: snapshotSettings('Snapshots of all logs into the bucket, once a day.'),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
