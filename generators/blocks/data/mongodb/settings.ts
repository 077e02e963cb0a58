import { Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { closed } from '../../../model/settings/scalars.ts';
import type { Size } from '../percona/pod.ts';
import { type BackupSettings, backupSettings, sizeSettings, storageSettings } from '../percona/settings.ts';

/** Default settings of a MongoDB. */
export interface MongodbDefaults {
  /** Number of replica sets that share the data. */
  readonly shards: number;
  /** Size of the volume of each member of a shard. */
  readonly storage: string;
  readonly resources: Size;
  /** Config servers, which store the location of data. */
  readonly config: Size & { readonly storage: string };
  /** Routers, which apps connect to. */
  readonly routers: Size;
}

/** Resolved settings of a MongoDB. */
export interface MongodbSettings extends MongodbDefaults, AppSettings {
  readonly backups: BackupSettings;
}

/** Schema of the settings that environments may change. */
export function mongodbSettings(source: string, defaults: MongodbDefaults) {
  const { shards, storage, resources, config, routers } = defaults;
  const configSize = sizeSettings('each config server', config);
  return Type.Object(
    {
      shards: Type.Integer({
        minimum: 1,
        maximum: 20,
        default: shards,
        description:
          'How many replica sets share the data. A replica set is removed only after its data has been moved.',
      }),
      storage: storageSettings('each member of a shard', storage),
      resources: sizeSettings('each member of a shard', resources),
      config: Type.Object(
        { ...configSize.properties, storage: storageSettings('each config server', config.storage) },
        { ...closed, description: 'What each config server gets.' },
      ),
      routers: sizeSettings('each router', routers, 'proxy'),
      backups: backupSettings,
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
