import type { DangerReading } from './consequence.ts';

/** Argo CD prunes what is no longer in git: https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-pruning */
export const deletes: DangerReading = ({ kind }) =>
  kind === 'removed' ? [{ danger: 'deletes', words: 'Argo CD deletes it' }] : [];
