import { Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { closed } from '../../../model/settings/scalars.ts';
import type { Size } from '../percona/pod.ts';
import { type BackupSettings, backupSettings, sizeSettings, storageSettings } from '../percona/settings.ts';

/** What every replica set with data has. */
interface Members {
  /** Size of the volume of each member. */
  readonly storage: string;
  readonly resources: Size;
}

/** What shards take besides members. */
interface Sharding {
  /** Number of replica sets that share the data; 0 is one replica set, which apps connect to without routers. */
  readonly shards: number;
  /** Config servers, which store the location of data. */
  readonly config: Size & { readonly storage: string };
  /** Routers, which apps connect to. */
  readonly routers: Size;
}

/**
 * Default settings of a MongoDB. One that declares no config servers and no routers never has shards: settings of
 * environments have none of the three either.
 */
export type MongodbDefaults = Members & ShardingDefaults;
export type ShardingDefaults = Sharding | { readonly shards: 0; readonly config?: never };

/** Resolved settings of a MongoDB. */
export interface MongodbSettings extends Members, Partial<Sharding>, AppSettings {
  readonly backups: BackupSettings;
}

/** What shards take, where there are some. */
export function shardingOf({ shards = 0, config, routers }: MongodbSettings): Sharding | undefined {
  return shards > 0 && config && routers ? { shards, config, routers } : undefined;
}

/** Schema of the settings that environments may change. */
export function mongodbSettings(source: string, defaults: MongodbDefaults) {
  const { storage, resources } = defaults;
  return Type.Object(
    {
      ...(defaults.config && shardingSettings(defaults)),
      storage: storageSettings('each member', storage),
      resources: sizeSettings('each member', resources),
      backups: backupSettings,
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}

function shardingSettings({ shards, config, routers }: Sharding) {
  const size = sizeSettings('each config server', config);
  return {
    shards: Type.Integer({
      minimum: 0,
      maximum: 20,
      default: shards,
      description:
        'How many replica sets share the data. A replica set is removed only after its data has been moved. 0: one replica set, without config servers and routers; a database that exists is never changed from one to the other.',
    }),
    config: Type.Object(
      { ...size.properties, storage: storageSettings('each config server', config.storage) },
      { ...closed, description: 'What each config server gets.' },
    ),
    routers: sizeSettings('each router', routers, 'proxy'),
  };
}
