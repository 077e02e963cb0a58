import type { ClusterPart } from '../../generators/blocks/platform/clusterApp.ts';
import { accountStore, clusterSecretStore } from '../../generators/blocks/platform/clusterSecretStore.ts';
import { developmentSecretManager } from '../../generators/blocks/platform/developmentSecrets.ts';
import { secretReader } from '../../generators/blocks/platform/secretReader.ts';
import { accountStoreOf } from '../../generators/blocks/secrets/clusterSecrets.ts';
import { fetchedAccount } from '../../generators/blocks/secrets/fetchedAccount.ts';
import { collected } from '../../generators/model/fact.ts';
import { type Tier, tiers } from '../tiers.ts';

/**
 * The tiers of all apps that provide a database, a queue, a cache or a bucket inside a cluster. A store of their
 * accounts reads the Secrets of one namespace: with a provider in any other tier, apps would wait for their account
 * without end.
 */
export const systemsTiers: readonly Tier[] = ['data', 'gateways', 'logging'];

/**
 * Stores of secrets: the secret manager outside the cluster, and the accounts of systems inside it. A local cluster has
 * a namespace in place of a secret manager.
 */
export const secrets: ClusterPart = (shared) => {
  const accounts = collected(shared.inputs, fetchedAccount).map(({ value }) => value);
  const fetchedFrom = (tier: Tier) => accounts.filter(({ store }) => store === accountStoreOf(tier));
  return [
    clusterSecretStore(tiers, shared),
    ...systemsTiers.flatMap((tier) => [
      accountStore(tier, tiers, shared),
      ...secretReader(
        tier,
        fetchedFrom(tier).map(({ key }) => key),
        shared,
      ),
    ]),
    ...(shared.inputs.cluster.cloud === 'local' ? developmentSecretManager(shared) : []),
  ];
};
