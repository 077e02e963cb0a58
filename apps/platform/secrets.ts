import type { Part } from '../../generators/blocks/platform/clusterApp.ts';
import { clusterSecretStore } from '../../generators/blocks/platform/clusterSecretStore.ts';
import { developmentSecretManager } from '../../generators/blocks/platform/developmentSecrets.ts';
import { tiers } from '../../generators/model/app.ts';

/** The store that every app's secrets come from; a local cluster also gets what stands in for a secret manager. */
export const secrets: Part = (shared) => [
  clusterSecretStore(tiers, shared),
  ...(shared.inputs.cluster.cloud === 'local' ? developmentSecretManager(shared) : []),
];
