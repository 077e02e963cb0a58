import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { type Resource, resource } from '../../model/resource.ts';
import { joinFolders } from '../workload/folders.ts';
import { volumeName } from '../workload/volumes.ts';
import type { ResolvedJob } from './resolved.ts';

const nameOf = (owner: string) => `${owner}-documents`;

/** The files a job reads, all in one ConfigMap. Absent when there are none. */
export function documentMap({ owner, labels, documents }: ResolvedJob): Resource[] {
  const data = joinFolders(owner.name, documents);
  if (Object.keys(data).length === 0) return [];
  return [
    resource<IConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: nameOf(owner.name), namespace: owner.namespace, labels },
      data,
    }),
  ];
}

/** Volumes of these files: read-only, one for each folder. */
export function documentVolumes({ owner, documents }: ResolvedJob): { mounts: IVolumeMount[]; sources: IVolume[] } {
  const folders = Object.entries(documents);
  return {
    mounts: folders.map(([mountPath]) => ({ name: volumeName(mountPath), mountPath, readOnly: true })),
    sources: folders.map(([path, files]) => ({
      name: volumeName(path),
      configMap: {
        name: nameOf(owner.name),
        items: Object.keys(files).map((key) => ({ key, path: key })),
        defaultMode: 0o444,
      },
    })),
  };
}
