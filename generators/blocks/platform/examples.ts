import { Type } from 'typebox';
import Value from 'typebox/value';
import { referenceCluster, referenceEnvironment } from '../../link/reference.ts';
import type { App } from '../../model/app.ts';
import type { AppSettings, ClusterFacts, Inputs } from '../../model/inputs.ts';
import type { Cloud } from '../../model/settings/index.ts';
import { here } from '../source.ts';
import { clusterApp, type Shared } from './clusterApp.ts';

const { name, role, controlPlane, nodes, provided, identities } = referenceCluster;
const common = { name, role, controlPlane, nodes, provided, identities, kubernetes: '1.35' };

/** A cluster of each cloud, for tests: all but the local one over three zones. */
export const exampleClusters: Readonly<Record<Cloud, ClusterFacts>> = {
  aws: {
    ...common,
    cloud: 'aws',
    account: '111111111111',
    region: 'us-east-1',
    zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  },
  google: {
    ...common,
    cloud: 'google',
    project: 'example-project',
    region: 'us-central1',
    zones: ['us-central1-a', 'us-central1-b', 'us-central1-c'],
  },
  azure: {
    ...common,
    cloud: 'azure',
    tenant: '00000000-0000-4000-8000-000000000000',
    vault: 'https://example.vault.azure.net',
    region: 'eastus',
    zones: ['eastus-1', 'eastus-2', 'eastus-3'],
  },
  local: { ...common, cloud: 'local', region: 'local', zones: ['local'] },
};

/** What an app is rendered from in a cluster, for tests: its default settings, and what is given instead of them. */
export function exampleInputs(
  app: App,
  cluster: ClusterFacts,
  settings: Readonly<Record<string, unknown>> = {},
): Inputs {
  return {
    fleet: {
      name: 'example',
      repository: 'https://git.example.com/fleet.git',
      prometheus: { namespace: 'monitoring', service: 'prometheus', port: 9090 },
      gateway: { namespace: 'gateways' },
      charts: {},
    },
    environment: referenceEnvironment,
    cluster,
    settings: { ...(Value.Create(app.settings) as unknown as AppSettings), ...settings },
    images: app.images,
    graph: { uses: Object.fromEntries(Object.entries(app.uses).map(([alias, edge]) => [alias, { edge }])), usedBy: [] },
  };
}

/** What a cluster-wide app's objects are built from in each cloud, for tests. */
export function platformOf(cloud: Cloud): Shared {
  const app = clusterApp('example', {
    source: here(import.meta),
    stage: 'platform',
    settings: Type.Object({}),
    parts: [],
  });
  return { inputs: exampleInputs(app, exampleClusters[cloud]), labels: { 'app.kubernetes.io/name': 'example' } };
}
