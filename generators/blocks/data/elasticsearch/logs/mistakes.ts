import type { SettingsMistake } from '../../../../model/app.ts';
import type { Inputs } from '../../../../model/inputs.ts';
import type { LogStoreSettings } from './settings.ts';

/** Logs that would move to the warm tier after they are deleted: nodes that hold nothing. */
export function logStoreMistakes({ settings }: Inputs): readonly SettingsMistake[] {
  const { warm, keepDays } = settings as LogStoreSettings;
  if (warm.nodesPerZone === 0 || warm.afterDays < keepDays) return [];
  return [
    {
      code: 'warm-after-deletion',
      path: ['warm', 'afterDays'],
      message: `Logs would move to the warm nodes after ${warm.afterDays} days, and are deleted after ${keepDays}.`,
      fix: 'Let them move earlier, keep them for longer, or do without warm nodes.',
    },
  ];
}
