import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cloud, Cluster } from '../model/settings/index.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { clusterSecret } from './clusterSecret.ts';

const server = 'https://api.example.com';
const ca = 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t';

/** The data of a cluster's Secret, and how Argo CD authenticates to the cluster. */
function registered(cloud: Cloud, changes: Partial<Cluster>, hub = 'hub') {
  const cluster = exampleCluster(cloud, { name: 'one', ...changes } as Partial<Cluster>);
  const secret = clusterSecret(exampleEnvironment([cluster]), cluster, hub);
  const { name, server: address, config = '{}' } = (secret?.stringData ?? {}) as Record<string, string>;
  return secret && { name, address, config: JSON.parse(config) as unknown, labels: secret.metadata.labels };
}

const labels = (cloud: Cloud, region: string) => ({
  'argocd.argoproj.io/secret-type': 'cluster',
  environment: 'test',
  ring: 'main',
  cluster: 'one',
  cloud,
  region,
  role: 'active',
});
const tlsClientConfig = { insecure: false, caData: ca };
const exec = { command: 'argocd-k8s-auth', apiVersion: 'client.authentication.k8s.io/v1beta1' };

const cases: [string, Cloud, Partial<Cluster>, ReturnType<typeof registered>][] = [
  [
    'EKS, by a role',
    'aws',
    { access: { server, certificateAuthority: ca, identity: 'arn:aws:iam::1:role/a', name: 'eks-one' } },
    {
      name: 'one',
      address: server,
      config: { awsAuthConfig: { clusterName: 'eks-one', roleARN: 'arn:aws:iam::1:role/a' }, tlsClientConfig },
      labels: labels('aws', 'us-east-1'),
    },
  ],
  [
    'GKE, with a certificate of a public authority',
    'google',
    { access: { server } },
    {
      name: 'one',
      address: server,
      config: { execProviderConfig: { ...exec, args: ['gcp'] }, tlsClientConfig: { insecure: false } },
      labels: labels('google', 'us-central1'),
    },
  ],
  [
    'AKS, by a managed identity',
    'azure',
    { access: { server, certificateAuthority: ca, identity: 'client' } },
    {
      name: 'one',
      address: server,
      config: {
        execProviderConfig: {
          ...exec,
          args: ['azure'],
          env: {
            AAD_ENVIRONMENT_NAME: 'AzurePublicCloud',
            AAD_LOGIN_METHOD: 'workloadidentity',
            AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/',
            AZURE_FEDERATED_TOKEN_FILE: '/var/run/secrets/azure/tokens/azure-identity-token',
            AZURE_TENANT_ID: '00000000-0000-4000-8000-000000000000',
            AZURE_CLIENT_ID: 'client',
          },
        },
        tlsClientConfig,
      },
      labels: labels('azure', 'eastus'),
    },
  ],
  ['not where settings do not say how to reach it', 'aws', {}, undefined],
  ['not a local cluster, which knows no identity', 'local', { access: { server } }, undefined],
];
for (const [title, cloud, changes, expected] of cases) {
  test(`a cluster is registered: ${title}`, () => {
    assert.deepEqual(registered(cloud, changes), expected);
  });
}

test('a cluster that the hub itself is in is reached from inside', () => {
  const found = registered('aws', { access: { server } }, 'one');
  assert.deepEqual([found?.address, found?.config], ['https://kubernetes.default.svc', {}]);
});
