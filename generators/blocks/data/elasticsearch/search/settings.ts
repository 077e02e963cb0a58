import { type TObject, Type } from 'typebox';
import { closed } from '../../../../model/settings/scalars.ts';
import { snapshotSettings, type TierSize, tierSettings } from '../settings.ts';

/** Schema of the settings of a search engine that environments may change. */
export function searchEngineSettings(source: string, nodes: TierSize): TObject {
  return Type.Object(
    {
      ...tierSettings('Nodes in each zone.', nodes, 1),
      snapshots: snapshotSettings('Snapshots of all indices into the bucket, once a day.'),
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
