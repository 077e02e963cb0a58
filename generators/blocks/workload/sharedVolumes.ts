import type { SettingsMistake } from '../../model/app.ts';
import { type Declared, declare } from '../../model/fact.ts';
import type { ClusterFacts } from '../../model/inputs.ts';
import { claimName, sharedVolume, type Volumes } from './volume.ts';

/** What an app declares of its volumes with many writers, for what makes their class in a cluster. */
export function sharedVolumes(app: string, volumes: Volumes = {}): Declared[] {
  return shared(volumes).map((one) => declare(sharedVolume, { claim: claimName(app, one) }));
}

/** A mistake where an app has a volume with many writers in a cluster that has none of that sort: a local one. */
export function unshareable(
  app: string,
  volumes: Volumes = {},
  { cloud, name: cluster }: Pick<ClusterFacts, 'cloud' | 'name'>,
): SettingsMistake[] {
  const [first] = cloud === 'local' ? shared(volumes) : [];
  if (!first) return [];
  return [
    {
      code: 'no-shared-volumes',
      path: ['volumes', first.name],
      message: `${app} has the volume ${first.name} with many writers, and the local cluster ${cluster} has disks of single nodes alone.`,
      fix: `Switch ${app} off there.`,
    },
  ];
}

function shared(volumes: Volumes) {
  return Object.values(volumes).filter(({ writers }) => writers === 'many');
}
