import { argoNames } from '../argocd/names.ts';
import { keySum } from '../kept/keySum.ts';
import { referenceCluster } from '../link/reference.ts';
import type { Plan } from '../model/file.ts';
import type { FleetSettings } from '../model/settings/index.ts';
import type { Folder } from './kept/checked.ts';
import type { LayersDigest } from './kept/layers.ts';
import type { FolderSource } from './kept/standing.ts';
import type { Member } from './kept/watchedFleet.ts';

type Hub = NonNullable<FleetSettings['hub']>;

/** The folders of the hub, which belong to no app: what is found of one is at its kustomization. */
export const hubFolders = ({ builds = [] }: Plan, { kubernetes }: Hub, layers: LayersDigest): readonly Folder[] =>
  builds.map(({ folder, objects }) => ({
    target: { path: folder, kubernetes, layers: layers(folder) },
    in: {},
    at: { file: `${folder}/kustomization.yaml`, line: 1, column: 1 },
    planned: keySum(objects),
    render: () => objects,
  }));

/** The hub as rules see it. The bootstrap repeats some of its objects: rules get each of them once. */
export function hubMember(hub: Hub, folders: readonly FolderSource[]): Member {
  const objects = () => {
    const all = folders.flatMap((one) => one.objects());
    const seen = new Map(all.map((resource) => [`${resource.kind}/${resource.metadata.name}`, resource]));
    return [...seen.values()].map((resource) => ({ resource, app: argoNames.argoCd }));
  };
  return {
    environment: 'hub',
    cluster: { ...referenceCluster, name: hub.cluster, kubernetes: hub.kubernetes },
    facts: {},
    standing: {
      identity: keySum(
        'hub',
        folders.map(({ identity }) => identity),
      ),
      objects,
    },
  };
}
