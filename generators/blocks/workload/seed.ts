import type { IContainer } from 'kubernetes-models/v1/Container';
import { resourcesOf } from './resources.ts';
import { containerSecurity } from './security.ts';
import { volumeName } from './volumes.ts';
import type { Workload } from './workload.ts';

/** Where a seeding container sees the volume that it fills. */
const target = '/seed';

/**
 * A volume hides what the image holds at its path. Before the app starts, its own image copies each seeded folder into
 * the volume that will lie over it; the image needs `cp`. Absent when nothing is seeded.
 */
export function seedContainers(workload: Workload): IContainer[] | undefined {
  const { image, seeded } = workload.runtime;
  const containers = Object.keys(seeded ?? {}).map(
    (path): IContainer => ({
      name: `seed-${volumeName(path)}`,
      image,
      imagePullPolicy: 'IfNotPresent',
      command: ['cp', '-R', `${path}/.`, target],
      resources: resourcesOf(workload),
      securityContext: containerSecurity,
      volumeMounts: [{ name: volumeName(path), mountPath: target }],
    }),
  );
  return containers.length > 0 ? containers : undefined;
}
