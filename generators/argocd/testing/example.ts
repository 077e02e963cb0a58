import { exampleClusters } from '../../blocks/platform/examples.ts';
import type { App } from '../../model/app.ts';
import type { Environment } from '../../model/fleet.ts';
import type { Cloud, Cluster, EnvironmentSettings, Hub } from '../../model/settings/index.ts';
import type { Deployed } from '../deployed.ts';

/** A cluster of a cloud, for tests. */
export function exampleCluster(cloud: Cloud, changes: Partial<Cluster> = {}): Cluster {
  return { ...exampleClusters[cloud], ...changes } as Cluster;
}

/** An environment with clusters, for tests. */
export function exampleEnvironment(
  clusters: readonly Cluster[],
  settings: Partial<EnvironmentSettings> = {},
): Environment {
  return {
    name: 'test',
    file: 'overlays/test/environment.yaml',
    settings: { domain: 'example.com', secretPrefix: 'test', clusters, ...settings },
    imagesFile: 'overlays/test/images.yaml',
    images: {},
  };
}

/** Clusters with so many apps each, for tests. */
export function exampleDeployed(clusters: number, apps: number): Deployed[] {
  const environment = exampleEnvironment([]);
  const app = { app: { name: 'api' } as App, namespace: 'backend', parked: false, ignored: [] };
  return Array.from({ length: clusters }, () => ({
    environment,
    cluster: exampleCluster('aws'),
    apps: Array.from({ length: apps }, () => app),
    operators: [],
    kinds: { namespaced: new Map(), cluster: new Map(), namespaces: new Set<string>() },
  }));
}

/** A hub, for tests. */
export const exampleHub: Hub = {
  cluster: 'hub',
  cloud: 'aws',
  kubernetes: '1.36',
  host: 'argocd.example.com',
  staff: {
    issuer: 'https://login.example.com',
    clientId: 'argocd',
    admins: ['platform'],
    readers: ['engineering'],
    deployers: { production: ['on-call'] },
  },
};
