import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { checksum } from '../checksum.ts';
import { filesSecretName } from '../secrets/externalSecret.ts';
import { isSecret } from '../secrets/value.ts';
import { documentsName } from './documents.ts';
import type { PodFile } from './files.ts';
import { scratchFolders } from './scratch.ts';
import type { Task } from './workload.ts';

/**
 * Volumes that a container writes to (bounded, deleted with the pod, empty at first or seeded), those that outlive it,
 * and those of the files that it reads.
 */
export function volumes(task: Task): { mounts?: IVolumeMount[]; sources?: IVolume[] } {
  const mounts: IVolumeMount[] = [];
  const sources: IVolume[] = [];
  for (const [mountPath, sizeLimit] of Object.entries(scratchFolders(task))) {
    const name = volumeName(mountPath);
    mounts.push({ name, mountPath });
    sources.push({ name, emptyDir: { sizeLimit } });
  }
  for (const [mountPath, { claimName, readOnly }] of Object.entries(task.claims)) {
    const name = volumeName(mountPath);
    mounts.push({ name, mountPath, ...(readOnly && { readOnly }) });
    sources.push({ name, persistentVolumeClaim: { claimName } });
  }
  for (const { path, alone, files } of task.files) {
    const name = volumeName(path);
    // A file by itself hides nothing else of its folder. It never changes under a pod: pods roll when it does.
    mounts.push({ name, mountPath: path, readOnly: true, ...(alone && { subPath: files[0]?.name }) });
    sources.push({ name, ...sourceOf(task.owner.name, files) });
  }
  return mounts.length > 0 ? { mounts, sources } : {};
}

/** The volume of some files: of a Secret, readable through the pod's group alone, of a ConfigMap, or of both. */
function sourceOf(owner: string, files: readonly PodFile[]): Omit<IVolume, 'name'> {
  const itemsOf = (those: readonly PodFile[]) => those.map(({ key, name }) => ({ key, path: name }));
  const secret = itemsOf(files.filter(({ content }) => isSecret(content)));
  const plain = itemsOf(files.filter(({ content }) => !isSecret(content)));
  const [secretName, name] = [filesSecretName(owner), documentsName(owner)];
  if (secret.length === 0) return { configMap: { name, items: plain, defaultMode: 0o444 } };
  if (plain.length === 0) return { secret: { secretName, items: secret, defaultMode: 0o440 } };
  const sources = [{ secret: { name: secretName, items: secret } }, { configMap: { name, items: plain } }];
  return { projected: { sources, defaultMode: 0o440 } };
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
