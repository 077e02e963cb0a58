import type { Resource } from '../model/resource.ts';
import { argoCdChart, type FleetSettings } from '../model/settings/index.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import { argoCdClusterKinds, argoCdNamespacedKinds } from './chartKinds.ts';
import { argoNames, hubServer } from './names.ts';
import { helmRepository } from './operatorSources.ts';
import { project } from './project.ts';

const destinations = [{ server: hubServer, namespace: argoNamespace }];

/** The project of what the hub itself needs: Argo CD, projects, registered clusters, rings. Part of the bootstrap. */
export function hubProject(fleet: FleetSettings): Resource {
  const chart = argoCdChart(fleet);
  return project({
    name: argoNames.hubProject,
    description: 'Argo CD itself, and what it has to know.',
    repositories: [fleet.repository, ...(chart ? [helmRepository(chart.repository)] : [])],
    destinations,
    clusterKinds: [{ group: '', kind: 'Namespace', name: argoNamespace }, ...argoCdClusterKinds],
    namespacedKinds: argoCdNamespacedKinds,
  });
}

/** The project of the Applications that each hold the ApplicationSets of one cluster, and nothing else. */
export function clustersProject(fleet: FleetSettings): Resource {
  return project({
    name: argoNames.clustersProject,
    description: 'ApplicationSets of every cluster.',
    repositories: [fleet.repository],
    destinations,
    clusterKinds: [],
    namespacedKinds: [{ group: 'argoproj.io', kind: 'ApplicationSet' }],
  });
}
