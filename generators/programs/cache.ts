import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The cache folder of binaries and schemas: outside of the repository, and safe to delete at any time.
 * `MOBILE_GITOPS_CACHE` names another folder, for example one that a pipeline restores.
 */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const { MOBILE_GITOPS_CACHE: own, XDG_CACHE_HOME: base } = environment;
  return own || join(base || join(homedir(), '.cache'), 'mobile-backend-gitops');
}
