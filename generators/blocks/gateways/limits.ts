import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { externalSecret } from '../secrets/externalSecret.ts';
import { secretValue } from '../secrets/value.ts';

/** Where the pods of a gateway count requests together. */
export const limitsStore = { host: 'limits-cache.gateways', port: 6379 } as const;

/** The Secret with the account of that store: `username` and `password`. */
export const limitsSecretName = 'limits-cache-credentials';

/** The Secret in the namespace of an app with limited routes. */
export function limitsSecret(
  namespace: string,
  { environment }: Pick<Inputs, 'environment'>,
  labels: Readonly<Record<string, string>>,
): Resource[] {
  const entry = { store: 'secrets', key: `${environment.secretPrefix}-limits-cache` } as const;
  return [
    externalSecret(
      { name: limitsSecretName, namespace, labels },
      {
        username: secretValue('limits-cache', entry, 'username'),
        password: secretValue('limits-cache', entry, 'password'),
      },
    ),
  ];
}
