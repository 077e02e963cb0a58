import type { FleetSettings, Hub } from '../model/settings/index.ts';

/** The hub of the sample fleet. */
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

/** The settings of the sample fleet's `fleet.yaml`, as they are read. */
export const fleetSettings: FleetSettings = {
  name: 'shop',
  repository: 'https://git.example.com/shop/gitops.git',
  hub: exampleHub,
  charts: {
    databases: { repository: 'https://charts.example.com', chart: 'databases', version: '1.2.3' },
    secrets: { repository: 'oci://registry.example.com/charts', chart: 'secrets', version: '2.0.0' },
  },
};
