import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore';
import type { ClusterFacts } from '../../model/inputs.ts';
import { externalSecretsAccount } from '../../upstream/externalSecrets.ts';
import { developmentSecrets } from './developmentSecrets.ts';
import { secretReaderName } from './secretReader.ts';

type Provider = NonNullable<IClusterSecretStore['spec']>['provider'];

/**
 * The account of the External Secrets operator, as its Helm chart names it. It carries the cloud identity that may read
 * the secrets: on AWS the annotation `eks.amazonaws.com/role-arn`, on Google `iam.gke.io/gcp-service-account`, on Azure
 * `azure.workload.identity/client-id`.
 */
const serviceAccountRef = externalSecretsAccount;

/**
 * Defaults of the CRD that the published types do not know: written out, so that Argo CD reads back what it applied.
 */
const defaults = {
  aws: { sessionTagsPolicy: 'None' },
  google: { secretVersionSelectionPolicy: 'LatestOrFail' },
  azure: { useAzureSDK: false },
} as const;

/** Provider of a cluster's secret store: the secret manager of its cloud, by workload identity, without any key. */
export function storeProvider(cluster: ClusterFacts): Provider {
  switch (cluster.cloud) {
    // IRSA; with EKS Pod Identity `auth` is left out: https://external-secrets.io/latest/provider/aws-access/
    case 'aws': {
      const auth = { jwt: { serviceAccountRef } };
      return { aws: { service: 'SecretsManager', region: cluster.region, auth, ...defaults.aws } };
    }
    // Cluster name and location come from the metadata server: https://external-secrets.io/latest/provider/google-secrets-manager/
    case 'google': {
      const auth = { workloadIdentity: { serviceAccountRef } };
      return { gcpsm: { projectID: cluster.project, auth, ...defaults.google } };
    }
    // The tenant is named here alone: with the annotation azure.workload.identity/tenant-id on the account as well the
    // operator refuses the store. https://external-secrets.io/latest/provider/azure-key-vault/
    case 'azure': {
      const { tenant: tenantId, vault: vaultUrl } = cluster;
      const access = { authType: 'WorkloadIdentity', environmentType: 'PublicCloud', serviceAccountRef } as const;
      return { azurekv: { tenantId, vaultUrl, ...access, ...defaults.azure } };
    }
    case 'local':
      return sameCluster(developmentSecrets);
  }
}

/**
 * Secrets in a namespace of the same cluster, read as the account made for it (`secretReader`). The API server's
 * certificate is checked against the bundle that Kubernetes puts into every namespace:
 * https://external-secrets.io/latest/provider/kubernetes/
 */
export function sameCluster(namespace: string): Provider {
  return {
    kubernetes: {
      remoteNamespace: namespace,
      server: {
        url: 'kubernetes.default',
        caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt', namespace },
      },
      auth: { serviceAccount: { name: secretReaderName, namespace } },
    },
  };
}
