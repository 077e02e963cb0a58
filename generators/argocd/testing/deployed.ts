import type { App } from '../../model/app.ts';
import { exampleCluster } from '../../testing/clusters.ts';
import { exampleEnvironment } from '../../testing/environment.ts';
import type { Deployed } from '../deployed.ts';

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
