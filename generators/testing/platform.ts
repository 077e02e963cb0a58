import { join } from 'node:path';
import { Type } from 'typebox';
import { type ClusterPart, clusterApp, type Shared } from '../blocks/platform/clusterApp.ts';
import { clusterSecretStore } from '../blocks/platform/clusterSecretStore.ts';
import { namespace } from '../blocks/platform/namespace.ts';
import { priorityClass } from '../blocks/platform/priorityClass.ts';
import { zonalStorageClass } from '../blocks/platform/storageClass.ts';
import { here } from '../blocks/source.ts';
import type { Cloud } from '../model/settings/index.ts';
import { closed } from '../model/settings/scalars.ts';
import { repository } from '../repository.ts';
import { exampleClusters } from './clusters.ts';
import { exampleInputs } from './inputs.ts';
import { priorities } from './priorities.ts';

const clusterWide = (name: 'platform' | 'stores', part: ClusterPart) =>
  clusterApp(name, {
    source: here({ filename: join(repository, `apps/${name}.ts`) }),
    stage: name,
    settings: Type.Object(
      { enabled: Type.Boolean({ default: true, description: 'Whether it is there.' }) },
      { ...closed, description: 'Settings of what a cluster has once.' },
    ),
    parts: [part],
  });

const namespaces = ['backend', 'data'] as const;

/** The cluster-scoped app of Kubernetes' own kinds. */
export const platform = clusterWide('platform', (shared) => [
  ...namespaces.map((name) => namespace(name, shared)),
  ...Object.values(priorities).map((priority) => priorityClass(priority, shared)),
  zonalStorageClass(shared),
]);

/** The cluster-scoped app of an operator's kinds. */
export const stores = clusterWide('stores', (shared) => [clusterSecretStore(namespaces, shared)]);

/** Inputs of a cluster-wide app in each cloud. */
export function platformOf(cloud: Cloud): Shared {
  return { inputs: exampleInputs(platform, exampleClusters[cloud]), labels: { 'app.kubernetes.io/name': 'example' } };
}
