import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../model/resource.ts';
import { joinFolders } from './folders.ts';
import type { Task } from './workload.ts';

/** Name of the ConfigMap with files that are no secret. */
export function documentsName(owner: string): string {
  return `${owner}-documents`;
}

/** The files that pods read and that are no secret, all in one ConfigMap. Absent when there are none. */
export function documentMap({ owner, labels, documents }: Pick<Task, 'owner' | 'labels' | 'documents'>): Resource[] {
  const data = joinFolders(owner.name, documents);
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
