import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { type Resource, resource } from '../../model/resource.ts';
import { checksum } from '../checksum.ts';
import type { Task } from './workload.ts';

/** The app's plain environment variables. Absent when there are none. */
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
 * Changes when the configuration does, and with it the pod template: pods roll, and pods of an older revision keep
 * finding the ConfigMap under its one name.
 */
export function configChecksum({ config }: Pick<Task, 'config'>): string {
  return checksum(config);
}
