import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import { type Declared, declare } from '../../../model/fact.ts';
import type { Inputs } from '../../../model/inputs.ts';
import type { Resource } from '../../../model/resource.ts';
import { grafanaName, grafanaPorts } from '../../../upstream/grafanaOperator.ts';
import { given } from '../../names.ts';
import { ownKeys } from '../../outside/entryKeys.ts';
import { loginClient } from '../../outside/loginClient.ts';
import { externalSecret } from '../../secrets/externalSecret.ts';
import { ownSecret } from '../../secrets/ownSecrets.ts';
import type { GrafanaSettings, GrafanaSystem } from './system.ts';

/** Secret with what Grafana needs for logins, and its only key. */
const secret = { name: `${grafanaName}-login`, key: 'client-secret' } as const;

/** Variable of the pod with the secret of its client at the identity provider. */
export const clientSecret: IEnvVar = {
  name: 'GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET',
  valueFrom: { secretKeyRef: { ...secret } },
};

const entry = {
  name: grafanaName,
  keys: { [secret.key]: given('the secret of its client at the identity provider') },
} as const;

/**
 * What the identity provider has to know, and what the entry of the client holds. People reach Grafana by a port of their
 * own machine alone.
 */
export function grafanaOutside(inputs: Inputs): readonly Declared[] {
  const { login } = inputs.settings as GrafanaSettings;
  if (!login) return [];
  const { authorize: provider, clientId, admins, editors, viewers } = login;
  return [
    declare(loginClient, {
      provider,
      clientId,
      kind: 'confidential',
      redirects: [`http://localhost:${grafanaPorts['grafana-http']}/login/generic_oauth`],
      groups: [...new Set([...admins, ...editors, ...viewers])],
    }),
    ...ownKeys(entry, inputs),
  ];
}

/** ExternalSecret of the client, where people log in by the identity provider. */
export function grafanaLogin({ owner, labels, inputs, settings }: GrafanaSystem): Resource[] {
  if (!settings.login) return [];
  const values = { [secret.key]: ownSecret(entry, secret.key, inputs) };
  return [externalSecret({ name: secret.name, namespace: owner.namespace, labels }, values)];
}
