import { type TObject, type TProperties, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';

/** Size of the nodes of one tier. */
export interface TierSize {
  /** Size of the volume of each node. */
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Default settings of an Elasticsearch. The sizes are those of its hot nodes, to which logs are written. */
export interface ElasticsearchDefaults extends TierSize {
  /** Nodes for older logs, where there are any: they have more disk for their memory. */
  readonly warm: TierSize;
  readonly kibana: { readonly resources: { readonly cpu: string; readonly memory: string } };
}

/** Settings of the nodes of one tier. */
export interface TierSettings extends TierSize {
  readonly nodesPerZone: number;
}

/** Resolved settings of an Elasticsearch. */
export interface ElasticsearchSettings extends AppSettings, TierSettings {
  readonly warm: TierSettings & { readonly afterDays: number };
  readonly keepDays: number;
  readonly kibana: ElasticsearchDefaults['kibana'] & { readonly enabled: boolean };
  readonly snapshots: { readonly hour: number; readonly keepDays: number };
}

/** Schema of the settings that environments may change. */
export function elasticsearchSettings(source: string, { warm, kibana, ...hot }: ElasticsearchDefaults): TObject {
  return Type.Object(
    {
      ...tier('Nodes in each zone, to which logs are written.', hot, 1),
      warm: Type.Object(
        {
          ...tier('Nodes in each zone for older logs. 0: there are none, and the others keep all.', warm, 0),
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
      snapshots: Type.Object(
        {
          hour: Type.Integer({ minimum: 0, maximum: 23, default: 1, description: 'Hour of the day: UTC.' }),
          keepDays: days('Days that a snapshot is kept. Then it is deleted.', 30),
        },
        { ...closed, description: 'Snapshots of all logs into the bucket, once a day.' },
      ),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}

function tier(nodes: string, { storage, resources }: TierSize, nodesPerZone: number): TProperties {
  return {
    nodesPerZone: Type.Integer({ minimum: nodesPerZone, maximum: 20, default: nodesPerZone, description: nodes }),
    storage: Bytes('Size of the volume of each node. It can grow, never shrink.', { default: storage }),
    resources: Type.Object(
      {
        cpu: Cpu('CPU that each node requests; it may burst to twice that.', { default: resources.cpu }),
        memory: Bytes('Memory of each node. Elasticsearch takes half of it for its heap.', {
          default: resources.memory,
        }),
      },
      { ...closed, description: 'What each node gets.' },
    ),
  };
}

function days(description: string, usual: number) {
  return Type.Integer({ minimum: 1, maximum: 3650, default: usual, description });
}
