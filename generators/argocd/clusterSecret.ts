import { exceptionAnnotation } from '../model/exceptions.ts';
import type { Environment } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster, HubAccess } from '../model/settings/index.ts';
import { argoNamespace } from '../upstream/argoCd.ts';
import { clusterLabels, hubServer } from './names.ts';

/**
 * The Secret that registers a cluster in Argo CD: the address of its API server, the authority of its certificate, and
 * the cloud identity by which Argo CD authenticates. It holds nothing secret: the token comes from the identity of Argo
 * CD's own pods. Undefined where settings do not say how to reach the cluster: then a person creates the Secret, with
 * the same labels.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
 */
export function clusterSecret(environment: Environment, cluster: Cluster, hub: string): Resource | undefined {
  const isHub = cluster.name === hub;
  if (!isHub && (!cluster.access || cluster.cloud === 'local')) return undefined;
  const config = cluster.access && !isHub ? configOf(cluster, cluster.access) : {};
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `cluster-${cluster.name}`,
      namespace: argoNamespace,
      labels: { 'argocd.argoproj.io/secret-type': 'cluster', ...clusterLabels(environment, cluster) },
      annotations: {
        'argocd.argoproj.io/sync-wave': '0',
        [exceptionAnnotation('secret-free')]:
          'Argo CD wants this kind for what is no secret: an address and a public certificate.',
      },
    },
    type: 'Opaque',
    stringData: {
      name: cluster.name,
      server: isHub ? hubServer : (cluster.access?.server ?? ''),
      config: `${JSON.stringify(config, null, 2)}\n`,
    },
  };
}

function configOf(cluster: Cluster, { certificateAuthority, identity, name }: HubAccess) {
  const tls = { tlsClientConfig: { insecure: false, ...(certificateAuthority && { caData: certificateAuthority }) } };
  switch (cluster.cloud) {
    case 'aws':
      return { awsAuthConfig: { clusterName: name ?? cluster.name, ...(identity && { roleARN: identity }) }, ...tls };
    case 'google':
      return { execProviderConfig: exec('gcp'), ...tls };
    case 'azure':
      return { execProviderConfig: exec('azure', azure(cluster.tenant, identity)), ...tls };
    case 'local':
      return tls;
  }
}

/** The program in Argo CD's image that fetches tokens of clouds. */
function exec(cloud: string, env?: Readonly<Record<string, string>>) {
  return {
    command: 'argocd-k8s-auth',
    args: [cloud],
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    ...(env && { env }),
  };
}

/** Microsoft Entra workload identity: the webhook mounts the token at this path. */
function azure(tenant: string, client: string | undefined) {
  return {
    AAD_ENVIRONMENT_NAME: 'AzurePublicCloud',
    AAD_LOGIN_METHOD: 'workloadidentity',
    AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.com/',
    AZURE_FEDERATED_TOKEN_FILE: '/var/run/secrets/azure/tokens/azure-identity-token',
    AZURE_TENANT_ID: tenant,
    ...(client && { AZURE_CLIENT_ID: client }),
  };
}
