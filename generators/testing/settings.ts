/** `fleet.yaml` of the sample fleet, the source of `fleetSettings`. */
export const fleetYaml = `# what holds for all
name: shop
repository: https://git.example.com/shop/gitops.git
hub:
  cluster: hub
  cloud: aws
  kubernetes: "1.36"
  host: argocd.example.com
  staff:
    issuer: https://login.example.com
    clientId: argocd
    admins: [platform]
    readers: [engineering]
    deployers: { production: [on-call] }
charts:
  databases: { repository: https://charts.example.com, chart: databases, version: 1.2.3 }
  secrets: { repository: oci://registry.example.com/charts, chart: secrets, version: 2.0.0 }
`;

/** Two clusters in two clouds, whose databases are outside. */
export const environmentYaml = `# yaml-language-server: $schema=../schemas/environment.schema.json
domain: example.com
secretPrefix: production
data:
  users:
    provider: external
    host: users.db.example.com
    database: users
    secret: users-database
    networks: [10.20.0.0/16]
apps:
  api:
    scale: { min: 6, max: 60 }
clusters:
  - name: aws-us-east-1
    cloud: aws
    account: "123456789012"
    region: us-east-1
    zones: [us-east-1a, us-east-1b, us-east-1c]
    kubernetes: "1.35"
    role: active
    controlPlane: { networks: [10.0.0.0/16] }
    nodes:
      general: { cpu: "7.5", memory: 28Gi, maxPerZone: 20 }
    provided: [metrics-server]
    identities:
      api: arn:aws:iam::123456789012:role/api
  - name: google-us-central1
    cloud: google
    project: shop-production
    region: us-central1
    zones: [us-central1-a, us-central1-b]
    kubernetes: "1.35"
    role: standby
    controlPlane: { networks: [172.16.0.0/28], port: 443 }
    nodes:
      general: { cpu: 7500m, memory: 28Gi, maxPerZone: 20 }
    apps:
      api:
        scale: { max: 90 }
    data:
      users: { host: users.google.example.com }
`;

/** The settings of an environment as those of another one, which shares nothing outside the clusters with it. */
export function ofAnother(settings: string): string {
  return settings
    .replace('domain: example.com', 'domain: example.net')
    .replace('secretPrefix: production', 'secretPrefix: another')
    .replaceAll('role/api', 'role/another-api');
}

/** The images of that environment. */
export const imagesYaml = `images:
  api: ghcr.io/example/api:1.4.0@sha256:${'0'.repeat(64)}
`;

const stagingYaml = `domain: staging.example.com
secretPrefix: staging
data:
  users: { provider: cloudnative-pg }
apps:
  worker: { state: retiring }
clusters:
  - name: stage
    cloud: azure
    tenant: 00000000-0000-4000-8000-000000000000
    vault: https://shop.vault.azure.net
    region: eastus
    zones: [eastus-1, eastus-2, eastus-3]
    kubernetes: "1.36"
    role: active
    controlPlane: { networks: [10.1.0.0/16] }
    nodes:
      general: { cpu: "4", memory: 16Gi, maxPerZone: 5 }
`;

const developmentYaml = `domain: shop.localhost
secretPrefix: development
synced: false
data:
  users: { provider: cloudnative-pg }
clusters:
  - name: dev
    cloud: local
    region: local
    zones: [local]
    kubernetes: "1.35"
    role: active
    controlPlane: { networks: [10.2.0.0/16] }
    nodes:
      general: { cpu: "4", memory: 16Gi, maxPerZone: 1 }
`;

/**
 * The settings of the sample fleet, by path from the repository root: production, staging with a database inside and an
 * app that is retiring, and development, which no hub syncs.
 */
export const validFiles: Readonly<Record<string, string>> = {
  'overlays/fleet.yaml': fleetYaml,
  'overlays/production/environment.yaml': environmentYaml,
  'overlays/production/images.yaml': imagesYaml,
  'overlays/staging/environment.yaml': stagingYaml,
  'overlays/development/environment.yaml': developmentYaml,
};
