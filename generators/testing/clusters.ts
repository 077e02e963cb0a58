import { referenceCluster } from '../link/reference.ts';
import type { ClusterFacts } from '../model/inputs.ts';
import type { Cloud, Cluster } from '../model/settings/index.ts';

const { name, role, controlPlane, privateEndpoints, gateway, loadBalancer, nodes, provided, identities } =
  referenceCluster;
const common = {
  name,
  role,
  controlPlane,
  privateEndpoints,
  gateway,
  loadBalancer,
  nodes,
  provided,
  identities,
  kubernetes: '1.35',
};

/** A cluster of each cloud, for tests: all except the local one have three zones. */
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

/** One of them as an environment lists it, with what a test changes. */
export function exampleCluster(cloud: Cloud, changes: Partial<Cluster> = {}): Cluster {
  return { ...exampleClusters[cloud], ...changes } as Cluster;
}

/** A cluster with this number of zones. */
export function clusterWithZones(count: number): ClusterFacts {
  return { ...exampleClusters.aws, zones: Array.from({ length: count }, (_, index) => `zone-${index}`) };
}
