import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore';
import { type Resource, resource } from '../../model/resource.ts';
import { secretStore } from '../secrets/externalSecret.ts';
import type { Shared } from './clusterApp.ts';
import { storeProvider } from './storeProvider.ts';

/**
 * The one store of a cluster: where External Secrets fetches from. Only the namespaces named here may use it; an
 * ExternalSecret anywhere else is refused.
 * https://external-secrets.io/latest/api/clustersecretstore/
 */
export function clusterSecretStore(namespaces: readonly string[], { inputs, labels }: Shared): Resource {
  return resource<IClusterSecretStore>({
    apiVersion: 'external-secrets.io/v1',
    kind: secretStore.kind,
    metadata: { name: secretStore.name, labels },
    spec: { conditions: [{ namespaces: [...namespaces] }], provider: storeProvider(inputs.cluster) },
  });
}
