import { type TProperties, Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { Bytes, Cpu, closed } from '../../../model/settings/scalars.ts';

/** Size of the nodes of one tier. */
export interface TierSize {
  /** Size of the volume of each node. */
  readonly storage: string;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Settings of the nodes of one tier. */
export interface TierSettings extends TierSize {
  readonly nodesPerZone: number;
}

/** Resolved settings that every Elasticsearch has. */
export interface ElasticsearchSettings extends AppSettings, TierSettings {
  readonly snapshots: { readonly hour: number; readonly keepDays: number };
}

/** Settings of the nodes of one tier. */
export function tierSettings(nodes: string, { storage, resources }: TierSize, nodesPerZone: number): TProperties {
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

/** Settings of snapshots. */
export function snapshotSettings(description: string) {
  return Type.Object(
    {
      hour: Type.Integer({ minimum: 0, maximum: 23, default: 1, description: 'Hour of the day: UTC.' }),
      keepDays: days('Days that a snapshot is kept. Then it is deleted.', 30),
    },
    { ...closed, description },
  );
}

/** A number of days. */
export function days(description: string, usual: number) {
  return Type.Integer({ minimum: 1, maximum: 3650, default: usual, description });
}
