import { type Declared, declare, fact } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import { clusterSecrets } from './clusterSecrets.ts';

/** The kind of fact that a Secret is which an app fetches from the store of accounts: its name. */
export const fetchedAccount = fact<string>('fetched-account');

/** What an app and its jobs fetch from that store: the accounts of the systems they use, and their authorities. */
export function fetchedAccounts({ graph }: Pick<Inputs, 'graph'>): readonly Declared[] {
  const uses = [graph.uses, ...Object.values(graph.jobs ?? {})].flatMap((one) => Object.values(one));
  const sources = uses.flatMap(({ endpoint }) => [
    endpoint?.credentials,
    endpoint?.kind === 'database' ? endpoint.authority : undefined,
  ]);
  const names = sources.flatMap((source) => (source?.store === clusterSecrets.name ? [source.key] : []));
  return [...new Set(names)].map((name) => declare(fetchedAccount, name));
}
