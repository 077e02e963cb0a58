import type { ClusterPart } from '../../generators/blocks/platform/clusterApp.ts';
import { accountStore, clusterSecretStore } from '../../generators/blocks/platform/clusterSecretStore.ts';
import { developmentSecretManager } from '../../generators/blocks/platform/developmentSecrets.ts';
import { secretReader } from '../../generators/blocks/platform/secretReader.ts';
import { dataNamespace } from '../../generators/blocks/secrets/clusterSecrets.ts';
import { tiers } from '../tiers.ts';

/**
 * The stores that apps' secrets come from: the cloud's secret manager, and the accounts of systems inside the cluster.
 * A local cluster also gets what stands in for a secret manager.
 */
export const secrets: ClusterPart = (shared) => [
  clusterSecretStore(tiers, shared),
  accountStore(tiers, shared),
  ...secretReader(dataNamespace, shared),
  ...(shared.inputs.cluster.cloud === 'local' ? developmentSecretManager(shared) : []),
];
