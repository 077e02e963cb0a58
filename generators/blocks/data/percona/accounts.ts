import { Type } from 'typebox';
import { type CommonRight, type Contract, commonRights, type Engine } from '../../../model/edge.ts';
import { AccountsSchema } from '../../declared/accountsSchema.ts';
import type { DatabaseAccount } from '../shared/accounts.ts';

/**
 * Schema of a declaration whose accounts fit a system that takes shorter names, and knows the common rights alone.
 * @param longest characters of `<database>-<account>`
 */
export function perconaAccounts({ name }: Contract<Engine>, longest: number) {
  const left = Math.min(15, Math.max(1, longest - name.length - 1));
  return Type.Object({ contract: Type.Object({ accounts: Type.Optional(AccountsSchema(left, commonRights)) }) });
}

/** The rights of an account, which {@link perconaAccounts} has checked. */
export function commonRightsOf({ rights }: DatabaseAccount): readonly CommonRight[] {
  return rights.filter((right) => right !== 'create-roles');
}
