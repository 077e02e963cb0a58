import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import { type Resource, resource } from '../../model/resource.ts';
import { secretFiles } from '../workload/files.ts';
import type { Task } from '../workload/workload.ts';
import { joinReferences, type SecretValue } from './value.ts';

/** The one store of a cluster, made by `apps/platform`. */
export const secretStore = { kind: 'ClusterSecretStore', name: 'secrets' } as const;

/** Environment variables and files live in two Secrets: file names are not always valid variable names. */
export function filesSecretName(owner: string): string {
  return `${owner}-files`;
}

/** ExternalSecrets of an app, one for variables and one for files. Absent without any. */
export function externalSecrets({ owner, labels, secrets, files }: Task): Resource[] {
  return [
    { name: owner.name, values: secrets },
    { name: filesSecretName(owner.name), values: secretFiles(files) },
  ]
    .filter(({ values }) => Object.keys(values).length > 0)
    .map(({ name, values }) => externalSecret({ name, namespace: owner.namespace, labels }, values));
}

/** Name, namespace and labels of an ExternalSecret; the Secret that it makes has the same name. */
export interface EntryMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * One ExternalSecret. The defaults of its CRD are written out, so that what Argo CD applies equals what it reads back:
 * https://external-secrets.io/latest/api/externalsecret/. The Secret stays when its entry is deleted from the store by
 * mistake (`deletionPolicy: Retain`).
 * @param creationPolicy `Owner`: the Secret is its own; `Orphan`: others write into it as well
 * @param made type and labels of the Secret, where they are not those of an ordinary one
 */
export function externalSecret(
  metadata: EntryMetadata,
  values: Readonly<Record<string, SecretValue>>,
  creationPolicy: 'Owner' | 'Orphan' = 'Owner',
  made: { readonly type?: string; readonly labels?: Readonly<Record<string, string>> } = {},
): Resource {
  const references = joinReferences(Object.values(values).map(({ from }) => from));
  return resource<IExternalSecret>({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata,
    spec: {
      refreshPolicy: 'Periodic',
      refreshInterval: '1h0m0s',
      secretStoreRef: secretStore,
      target: {
        name: metadata.name,
        creationPolicy,
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          type: made.type,
          metadata: made.labels && { labels: { ...made.labels } },
          data: Object.fromEntries(Object.entries(values).map(([key, { template }]) => [key, template])),
        },
      },
      data: Object.entries(references)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([secretKey, { store, key, property }]) => ({
          secretKey,
          ...(store === secretStore.name ? {} : { sourceRef: { storeRef: { kind: secretStore.kind, name: store } } }),
          remoteRef: {
            key,
            property,
            conversionStrategy: 'Default',
            decodingStrategy: 'None',
            metadataPolicy: 'None',
          },
        })),
    },
  });
}
