import type { CredentialSource } from '../../model/endpoint.ts';
import { type Declared, declare, fact } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';

/** The kind of fact that a Secret is which an app fetches from a store of accounts. */
export const fetchedAccount = fact<CredentialSource>('fetched-account');

/** What an app and its jobs fetch from such stores: the accounts of the systems they use, and their authorities. */
export function fetchedAccounts({ graph }: Pick<Inputs, 'graph'>): readonly Declared[] {
  const uses = [graph.uses, ...Object.values(graph.jobs ?? {})].flatMap((one) => Object.values(one));
  const sources = uses.flatMap(({ endpoint }) => [
    endpoint && 'credentials' in endpoint ? endpoint.credentials : undefined,
    endpoint && 'authority' in endpoint ? endpoint.authority : undefined,
  ]);
  const accounts = sources.flatMap((source) => (source && source.store !== 'secrets' ? [source] : []));
  const distinct = new Map(accounts.map((one) => [`${one.store}/${one.key}`, one]));
  return [...distinct.values()].map((one) => declare(fetchedAccount, one));
}
