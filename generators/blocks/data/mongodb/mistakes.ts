import { isDeepStrictEqual } from 'node:util';
import type { SettingsMistake } from '../../../model/app.ts';
import type { Contract } from '../../../model/edge.ts';
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

/** An account that replicates where there are shards: routers hand on no oplog. */
export function withoutOplog(app: string, { accounts = {} }: Contract, settings: MongodbSettings): SettingsMistake[] {
  if (!shardingOf(settings)) return [];
  return Object.entries(accounts)
    .filter(([, rights]) => rights.includes('replicate'))
    .map(([account]) => ({
      code: 'oplog-behind-routers',
      path: ['shards'],
      message: `The account ${account} replicates by the oplog, and with apps.${app}.shards: ${settings.shards} it reaches routers alone, which have none.`,
      fix: 'Set shards: 0, or give the account read: change streams need no more.',
    }));
}
