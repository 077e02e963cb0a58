import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { gatewayNamespace } from '../../upstream/gateways.ts';
import { externalSecret } from '../secrets/externalSecret.ts';
import { credentialsName, systemCredentialSource } from '../secrets/systemCredentials.ts';
import { secretValue } from '../secrets/value.ts';

const store = 'limits-cache';

/** Where requests are counted: one store for all pods of a gateway. */
export const limitsStore = { host: `${store}.${gatewayNamespace}.svc.cluster.local`, port: 6379 } as const;

/** The Secret with its `username` and `password`. */
export const limitsSecretName = credentialsName(store);

/** The ExternalSecret that makes this Secret in a namespace with limited routes. */
export function limitsSecret(namespace: string, _: Inputs, labels: Readonly<Record<string, string>>): Resource[] {
  const value = (property: string) => secretValue(store, systemCredentialSource(store), property);
  const values = { username: value('username'), password: value('password') };
  return [externalSecret({ name: limitsSecretName, namespace, labels }, values)];
}
