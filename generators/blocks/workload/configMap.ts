import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../model/resource.ts';
import { checksum } from '../checksum.ts';
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
 * Checksum of the configuration, for the pod template: when a value changes, pods roll. The name of the ConfigMap
 * stays, so pods of an older revision still find it.
 */
export function configChecksum({ config }: Pick<Task, 'config'>): string {
  return checksum(config);
}
