import type { Built } from '../../generators/model/rule.ts';
import { text } from './reading.ts';

/** Where an object says how Argo CD syncs it. */
export const syncOptions = 'argocd.argoproj.io/sync-options';

/**
 * Whether Argo CD removes an object only after a person has confirmed it, or never.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#prune-confirmation
 * @param how removed because it left git, or deleted together with its Application
 */
export function isConfirmed({ resource }: Built, how: 'Prune' | 'Delete' = 'Prune'): boolean {
  const given = text(resource.metadata.annotations?.[syncOptions])
    .split(',')
    .map((one) => one.trim());
  return ['confirm', 'false'].some((answer) => given.includes(`${how}=${answer}`));
}
