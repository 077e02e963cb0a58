import { Type } from 'typebox';
import type { AppSettings } from '../../../model/inputs.ts';
import { closed } from '../../../model/settings/scalars.ts';
import type { Size } from '../percona/pod.ts';
import { type BackupSettings, backupSettings, sizeSettings, storageSettings } from '../percona/settings.ts';

/** Default settings of a MySQL. */
export interface MysqlDefaults {
  /** Size of the volume of each server. */
  readonly storage: string;
  readonly resources: Size;
  /** Maximum number of connections to each server. */
  readonly connections: number;
  readonly proxy: Size;
}

/** Resolved settings of a MySQL. */
export interface MysqlSettings extends MysqlDefaults, AppSettings {
  readonly backups: BackupSettings;
}

/** Schema of the settings that environments may change. */
export function mysqlSettings(source: string, { storage, resources, connections, proxy }: MysqlDefaults) {
  return Type.Object(
    {
      storage: storageSettings('each server', storage),
      resources: sizeSettings('each server', resources),
      connections: Type.Integer({
        minimum: 50,
        maximum: 10000,
        default: connections,
        description: 'Most connections to each server at once. A change restarts the servers, one by one.',
      }),
      proxy: sizeSettings('each proxy', proxy, 'proxy'),
      backups: backupSettings,
    },
    { ...closed, description: `Settings of ${source}.` },
  );
}
