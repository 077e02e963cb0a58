import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../model/resource.ts';
import { checksum } from '../checksum.ts';
import { plainFiles } from './files.ts';
import type { Task } from './workload.ts';

/** ConfigMap with the plain environment variables. Absent when there are none. */
export function configMap({ owner, labels, config }: Task): Resource[] {
  if (Object.keys(config).length === 0) return [];
  return [
    resource<IConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...owner, labels },
      data: config,
    }),
  ];
}

/**
 * Checksum of the configuration, for the pod template: when a value or a file changes, pods roll. The names of the
 * ConfigMaps stay, so pods of an older revision still find them.
 */
export function configChecksum({ config, files = [] }: Pick<Task, 'config'> & Partial<Pick<Task, 'files'>>): string {
  const plain = plainFiles(files);
  return checksum(Object.keys(plain).length > 0 ? { config, files: plain } : config);
}
