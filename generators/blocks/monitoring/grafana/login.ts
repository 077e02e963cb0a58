import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { Resource } from '../../../model/resource.ts';
import { grafanaName } from '../../../upstream/grafanaOperator.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { ownSecret } from '../../secrets/ownSecrets.ts';
import type { GrafanaSystem } from './system.ts';

/** Secret with what Grafana needs for logins, and its only key. */
const secret = { name: `${grafanaName}-login`, key: 'client-secret' } as const;

/** Variable of the pod with the secret of its client at the identity provider. */
export const clientSecret: IEnvVar = {
  name: 'GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET',
  valueFrom: { secretKeyRef: { ...secret } },
};

/** ExternalSecret of the client, where people log in by the identity provider. */
export function grafanaLogin({ owner, labels, inputs, settings }: GrafanaSystem): Resource[] {
  if (!settings.login) return [];
  const entry = { name: grafanaName, keys: { [secret.key]: { kind: 'given' } } } as const;
  const values = { [secret.key]: ownSecret(entry, secret.key, inputs) };
  return [externalSecret({ name: secret.name, namespace: owner.namespace, labels }, values)];
}
