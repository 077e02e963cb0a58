import type { AppId } from '../../../model/appId.ts';
import type { Contract, ContractEdge, DatabaseRight } from '../../../model/edge.ts';
import type { CredentialSource } from '../../../model/endpoint.ts';
import { systemCredentialSource } from '../../secrets/systemCredentials.ts';

/** An account of a database beside the one that apps share. */
export interface DatabaseAccount {
  /** Its name in the declaration. */
  readonly key: string;
  /** Its name in the database, `<database>-<account>`: no system keeps such a name for itself. */
  readonly user: string;
  readonly rights: readonly DatabaseRight[];
  /** What its Secret is named after. */
  readonly system: Pick<AppId, 'name' | 'tier'>;
}

type Provider = Pick<AppId, 'name' | 'tier'>;

/** The accounts that a contract declares. */
export function accountsOf(app: Provider, { name, accounts = {} }: Contract): readonly DatabaseAccount[] {
  return Object.entries(accounts).map(([key, rights]) => ({
    key,
    user: `${name}-${key}`,
    rights,
    system: accountSystem(app, key),
  }));
}

/** The entry with the account that an edge logs in as, where that is one of the contract's. */
export function sourceOfAccount(app: Provider, edge: ContractEdge): CredentialSource | undefined {
  const key = edge.to === 'database' ? edge.account : undefined;
  return key === undefined ? undefined : systemCredentialSource(accountSystem(app, key));
}

function accountSystem({ name, tier }: Provider, key: string): Provider {
  return { name: `${name}-as-${key}`, tier };
}
