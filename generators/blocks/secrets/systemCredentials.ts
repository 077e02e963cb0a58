import type { AppId } from '../../model/appId.ts';
import type { CredentialSource } from '../../model/endpoint.ts';
import type { Resource } from '../../model/resource.ts';
import { accountStoreOf } from './clusterSecrets.ts';
import { generatedSecret } from './generatedSecret.ts';

/** Name of the Secret with an account, by the name of the app that provides the system. */
export function credentialsName(system: string): string {
  return `${system}-credentials`;
}

/**
 * Account of a system that runs inside the cluster: a Secret with the properties `username` and `password`, in the
 * namespace of the app that provides the system. The password is random and never renewed.
 */
export function systemCredentials(
  { name, tier }: Pick<AppId, 'name' | 'tier'>,
  username: string,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  return generatedSecret({
    name: credentialsName(name),
    namespace: tier,
    labels,
    random: { password: 'text' },
    written: { username },
  });
}

/** The entry with the account of a system, in the store of its namespace. */
export function systemCredentialSource({ name, tier }: Pick<AppId, 'name' | 'tier'>): CredentialSource {
  return { store: accountStoreOf(tier), key: credentialsName(name) };
}
