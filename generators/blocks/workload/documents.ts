import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../model/resource.ts';
import { plainFiles } from './files.ts';
import type { Task } from './workload.ts';

/** Name of the ConfigMap with files that are no secret. */
export function documentsName(owner: string): string {
  return `${owner}-documents`;
}

/** The files that pods read and that are no secret, all in one ConfigMap. Absent when there are none. */
export function documentMap({ owner, labels, files }: Pick<Task, 'owner' | 'labels' | 'files'>): Resource[] {
  const data = plainFiles(files);
  if (Object.keys(data).length === 0) return [];
  return [
    resource<IConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: documentsName(owner.name), namespace: owner.namespace, labels },
      data,
    }),
  ];
}
