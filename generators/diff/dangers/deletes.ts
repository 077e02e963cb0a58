import type { DangerReading } from './consequence.ts';

/**
 * Argo CD prunes what is no longer in git: https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-pruning.
 * Where the whole folder is gone, so is its entry in the ApplicationSet, which deletes no Application:
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/
 */
export const deletes: DangerReading = ({ kind }, folder) => {
  if (kind !== 'removed') return [];
  if (folder !== 'gone') return [{ danger: 'deletes', words: 'Argo CD prunes it' }];
  return [{ danger: 'abandons', words: 'its folder is gone, so nothing prunes it: it runs on, and nobody sees it' }];
};
