import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore';
import { type Resource, resource } from '../../model/resource.ts';
import { accountStoreOf } from '../secrets/clusterSecrets.ts';
import { secretStore } from '../secrets/externalSecret.ts';
import type { Shared } from './clusterApp.ts';
import { sameCluster, storeProvider } from './storeProvider.ts';

/**
 * ClusterSecretStore of the secret manager outside the cluster. Only these namespaces may use it: External Secrets
 * refuses an ExternalSecret of any other.
 * https://external-secrets.io/latest/api/clustersecretstore/
 */
export function clusterSecretStore(namespaces: readonly string[], shared: Shared): Resource {
  return store(secretStore.name, namespaces, storeProvider(shared.inputs.cluster), shared);
}

/**
 * ClusterSecretStore of the accounts of systems inside the cluster: Secrets that operators or generators made in the
 * namespace of those systems. Only these namespaces may use it.
 * @param systems namespace of the systems: a store of this kind reads one
 */
export function accountStore(systems: string, namespaces: readonly string[], shared: Shared): Resource {
  return store(accountStoreOf(systems), namespaces, sameCluster(systems), shared);
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
