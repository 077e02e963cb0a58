import { timedConditions } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import type { Live, Simulated } from '../model.ts';

/** A store of secrets, for all namespaces. */
export type SecretStore = Live<{
  readonly provider?: { readonly kubernetes?: { readonly remoteNamespace?: string } };
  readonly conditions?: readonly { readonly namespaces?: readonly string[] }[];
}>;

/** External Secrets for a `ClusterSecretStore`: `pkg/controllers/secretstore/common.go`. It reaches no cloud. */
export const simulatedSecretStore: Simulated<SecretStore> = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  manager: 'external-secrets',
  reports: (store, world) => {
    const health = healthOf(store, true);
    if (health === 'progressing') return undefined;
    const invalid = { reason: 'InvalidProviderConfig', message: `unable to validate store: ${demandedTrouble}` };
    return {
      ...(health === 'healthy' && { capabilities: 'ReadWrite' }),
      conditions: timedConditions(store.status, world.now, [
        health === 'healthy'
          ? { type: 'Ready', status: 'True', reason: 'Valid', message: 'store validated' }
          : { type: 'Ready', status: 'False', ...invalid },
      ]),
    };
  },
};

/**
 * The namespace whose Secrets a store reads, if they are created in the cluster itself: it is one of those that the
 * store serves. Secrets in any other namespace are written by people, like those of a store in a cloud.
 */
export function innerNamespace({ spec }: SecretStore): string | undefined {
  const remote = spec?.provider?.kubernetes?.remoteNamespace;
  const served = (spec?.conditions ?? []).flatMap(({ namespaces = [] }) => namespaces);
  return remote !== undefined && served.includes(remote) ? remote : undefined;
}
