import type { CredentialSource } from '../../model/endpoint.ts';
import type { Resource } from '../../model/resource.ts';
import { dataNamespace } from './clusterSecrets.ts';
import { generatedSecret } from './generatedSecret.ts';

/** Name of the Secret that {@link systemCredentials} makes for a system. */
export function credentialsName(system: string): string {
  return `${system}-credentials`;
}

/**
 * The account of a system that runs inside the cluster, as a Secret in its namespace with the properties `username` and
 * `password`. The password is random and lives as long as the cluster does.
 * @param system name of the app that provides the system
 */
export function systemCredentials(
  system: string,
  username: string,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  return generatedSecret({
    name: credentialsName(system),
    namespace: dataNamespace,
    labels,
    random: { password: 'text' },
    written: { username },
  });
}

/** Where users of the system fetch that account. */
export function systemCredentialSource(system: string): CredentialSource {
  return { store: 'cluster-secrets', key: credentialsName(system) };
}
