import type { Environment } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { SyncWindow } from '../model/settings/index.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import type { PermittedKind } from './kinds.ts';

/** A destination that a project allows: a cluster by name or by address, and a namespace there. */
export type Destination =
  | { readonly name: string; readonly namespace: string }
  | { readonly server: string; readonly namespace: string };

/** All that a project allows; anything else is forbidden. */
export interface ProjectSpec {
  readonly name: string;
  readonly description: string;
  readonly repositories: readonly string[];
  readonly destinations: readonly Destination[];
  readonly clusterKinds: readonly PermittedKind[];
  readonly namespacedKinds: readonly PermittedKind[];
  readonly windows?: readonly SyncWindow[];
  readonly wave?: string;
}

/**
 * An AppProject without wildcards: exact repositories, destinations and kinds.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export function project(spec: ProjectSpec): Resource {
  const { windows = [] } = spec;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: spec.name,
      namespace: argoNamespace,
      annotations: { 'argocd.argoproj.io/sync-wave': spec.wave ?? '-1' },
    },
    spec: {
      description: spec.description,
      sourceRepos: [...new Set(spec.repositories)].sort(),
      destinations: spec.destinations,
      clusterResourceWhitelist: spec.clusterKinds,
      namespaceResourceWhitelist: spec.namespacedKinds,
      ...(windows.length > 0 && { syncWindows: windows.map(syncWindow) }),
    },
  };
}

/** A sync window for every Application of the project: `*` selects all of them here, and grants no rights. */
function syncWindow({ kind, schedule, duration, timeZone = 'UTC', manual = false, why }: SyncWindow) {
  return { kind, schedule, duration, timeZone, manualSync: manual, applications: ['*'], description: why };
}

/** Every pair of cluster and namespace. */
export function pairs(environment: Environment, namespacesOf: (cluster: string) => Iterable<string>): Destination[] {
  return environment.settings.clusters.flatMap(({ name }) =>
    [...namespacesOf(name)].sort().map((namespace) => ({ name, namespace })),
  );
}
