import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore';
import { type Resource, resource } from '../../model/resource.ts';
import { clusterSecrets, dataNamespace } from '../secrets/clusterSecrets.ts';
import { secretStore } from '../secrets/externalSecret.ts';
import type { Shared } from './clusterApp.ts';
import { sameCluster, storeProvider } from './storeProvider.ts';

/**
 * The store of what people keep outside the cluster. Only the namespaces named here may use it; an ExternalSecret
 * anywhere else is refused.
 * https://external-secrets.io/latest/api/clustersecretstore/
 */
export function clusterSecretStore(namespaces: readonly string[], shared: Shared): Resource {
  return store(secretStore.name, namespaces, storeProvider(shared.inputs.cluster), shared);
}

/**
 * The store of accounts that systems inside the cluster have: Secrets of their namespace, which operators or generators
 * made there. Only the namespaces named here may use it.
 */
export function accountStore(namespaces: readonly string[], shared: Shared): Resource {
  return store(clusterSecrets.name, namespaces, sameCluster(dataNamespace), shared);
}

function store(
  name: string,
  namespaces: readonly string[],
  provider: NonNullable<IClusterSecretStore['spec']>['provider'],
  { labels }: Shared,
): Resource {
  return resource<IClusterSecretStore>({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name, labels },
    spec: { conditions: [{ namespaces: [...namespaces] }], provider },
  });
}
