import type { CredentialSource } from '../../model/endpoint.ts';
import { loggingNamespace } from '../../upstream/elastic.ts';
import { gatewayNamespace } from '../../upstream/gateways.ts';

/** The store of Secrets with accounts of systems inside the cluster: apps in other namespaces fetch them from it. */
export const clusterSecrets = { name: 'cluster-secrets' } as const;

/**
 * The store with the accounts of the systems in a namespace. A store reads one namespace, so what runs beside the
 * gateways has a store of its own, and so has what logs are kept in.
 */
export function accountStoreOf(namespace: string): CredentialSource['store'] {
  if (namespace === loggingNamespace) return 'logging-secrets';
  return namespace === gatewayNamespace ? 'gateway-secrets' : clusterSecrets.name;
}
