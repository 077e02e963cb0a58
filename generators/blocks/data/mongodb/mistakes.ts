import { isDeepStrictEqual } from 'node:util';
import type { SettingsMistake } from '../../../model/app.ts';
import { type MongodbDefaults, type MongodbSettings, shardingOf } from './settings.ts';

/** Sizes of config servers and routers that somebody sets where there are none. */
export function withoutShards(app: string, defaults: MongodbDefaults, settings: MongodbSettings): SettingsMistake[] {
  if (!defaults.config || shardingOf(settings)) return [];
  return (['config', 'routers'] as const)
    .filter((key) => !isDeepStrictEqual(settings[key], defaults[key]))
    .map((key) => ({
      code: 'no-shards',
      severity: 'warning',
      path: [key],
      message: `apps.${app}.${key} has a size, and with shards: 0 there are neither config servers nor routers.`,
      fix: `Leave ${key} out.`,
    }));
}
