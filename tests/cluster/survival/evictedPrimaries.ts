import { instanceRoleLabel } from '../../../generators/upstream/cloudNativePg.ts';
import type { Watched } from './watched.ts';

/**
 * Databases' pods that are told to go while they still lead. In a drain a primary hands over first: its budget holds it
 * until then. https://cloudnative-pg.io/documentation/current/kubernetes_upgrade/
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
