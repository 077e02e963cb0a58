/** A valid fleet for the tests of reading: the text of each file by its path. */
export const fleetYaml = `# what holds for all
name: shop
repository: https://git.example.com/shop/gitops.git
prometheus:
  namespace: monitoring
  service: prometheus
gateway:
  namespace: gateways
`;

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

export const imagesYaml = `images:
  api: ghcr.io/example/api:1.4.0@sha256:${'0'.repeat(64)}
`;

/** Files by path from the repository root. */
export const validFiles: Readonly<Record<string, string>> = {
  'overlays/fleet.yaml': fleetYaml,
  'overlays/production/environment.yaml': environmentYaml,
  'overlays/production/images.yaml': imagesYaml,
};
