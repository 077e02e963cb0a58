import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { checksum } from '../checksum.ts';
import { filesSecretName } from '../secrets/externalSecret.ts';
import { claimSource } from './claims.ts';
import { documentsName } from './documents.ts';
import { scratchFolders } from './scratch.ts';
import type { Task } from './workload.ts';

/**
 * Volumes that a container writes to (bounded, deleted with the pod, empty at first or seeded), those that outlive it,
 * its secret files, and its other files.
 */
export function volumes(task: Task): { mounts?: IVolumeMount[]; sources?: IVolume[] } {
  const mounts: IVolumeMount[] = [];
  const sources: IVolume[] = [];
  for (const [mountPath, sizeLimit] of Object.entries(scratchFolders(task))) {
    const name = volumeName(mountPath);
    mounts.push({ name, mountPath });
    sources.push({ name, emptyDir: { sizeLimit } });
  }
  for (const [mountPath, claim] of Object.entries(task.claims)) {
    const name = volumeName(mountPath);
    mounts.push({ name, mountPath });
    sources.push({ name, ...claimSource(task.owner.name, claim) });
  }
  for (const [mountPath, files] of Object.entries(task.files)) {
    const name = volumeName(mountPath);
    mounts.push({ name, mountPath, readOnly: true });
    const items = Object.keys(files).map((key) => ({ key, path: key }));
    // 0440: readable through the pod's group alone.
    sources.push({ name, secret: { secretName: filesSecretName(task.owner.name), items, defaultMode: 0o440 } });
  }
  for (const [mountPath, files] of Object.entries(task.documents)) {
    const name = volumeName(mountPath);
    mounts.push({ name, mountPath, readOnly: true });
    const items = Object.keys(files).map((key) => ({ key, path: key }));
    sources.push({ name, configMap: { name: documentsName(task.owner.name), items, defaultMode: 0o444 } });
  }
  return mounts.length > 0 ? { mounts, sources } : {};
}

/**
 * `/var/cache/fontconfig` → `var-cache-fontconfig`: volume names are DNS labels of at most 63 characters. A path that
 * such a label cannot hold has a checksum at its end, so that `/var/lib/a` and `/var/lib-a` are two volumes.
 */
export function volumeName(path: string): string {
  const label = path.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  if (/^(\/[a-z0-9]+)+$/.test(path) && label.length <= longest) return label;
  return `${label.slice(0, longest - 9).replace(/-$/, '')}-${checksum(path).slice(0, 8)}`.replace(/^-/, '');
}

/** What the name of a volume may be long: a container that seeds it is called after it. */
const longest = 63 - 'seed-'.length;
