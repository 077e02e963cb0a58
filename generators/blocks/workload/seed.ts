import type { IContainer } from 'kubernetes-models/v1/Container';
import { resourcesOf } from './resources.ts';
import { containerSecurity } from './security.ts';
import { volumeName } from './volumes.ts';
import type { Workload } from './workload.ts';

/** Mount path at which a seeding container sees the volume that it fills. */
const target = '/seed';

/**
 * Init containers that fill volumes. A volume hides what the image holds at its mount path: before the app starts, its
 * own image copies each seeded folder into the volume that will be mounted there. The image needs `cp`. Absent when
 * nothing is seeded.
 */
export function seedContainers(workload: Workload): IContainer[] | undefined {
  const { image, seeded } = workload.runtime;
  const containers = Object.keys(seeded ?? {}).map(
    (path): IContainer => ({
      name: `seed-${volumeName(path)}`,
      image,
      imagePullPolicy: 'IfNotPresent',
      command: ['cp', '-R', `${path}/.`, target],
      resources: resourcesOf({ ...workload, devices: {} }),
      securityContext: containerSecurity,
      volumeMounts: [{ name: volumeName(path), mountPath: target }],
    }),
  );
  return containers.length > 0 ? containers : undefined;
}
