import { instanceRoleLabel } from '../../../generators/upstream/cloudNativePg.ts';
import type { Watched } from './watched.ts';

/**
 * Pods of databases that are evicted while they are primary. In a drain there is a switchover first: until then the
 * budget blocks the eviction of the primary. https://cloudnative-pg.io/documentation/current/kubernetes_upgrade/
 */
export function evictedPrimaries(watched: Watched): { stop(): readonly string[] } {
  const found = new Set<string>();
  const end = watched.onPod(({ metadata }) => {
    const leads = metadata.labels?.[instanceRoleLabel] === 'primary';
    if (leads && metadata.deletionTimestamp !== undefined) found.add(`${metadata.namespace}/${metadata.name}`);
  });
  return {
    stop() {
      end();
      return [...found];
    },
  };
}
