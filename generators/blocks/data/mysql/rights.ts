import type { CommonRight } from '../../../model/edge.ts';
import { commonRightsOf } from '../percona/accounts.ts';
import type { DatabaseAccount } from '../shared/accounts.ts';
import { quoted } from '../shared/quoted.ts';

/** Privileges by what they are on: `*.*`, or a database. */
type Privileges = Readonly<Record<string, readonly string[]>>;

/** https://dev.mysql.com/doc/refman/8.4/en/privileges-provided.html */
function privilegesOf(right: CommonRight, database: string): Privileges {
  const rows = ['SELECT', 'SHOW VIEW'];
  switch (right) {
    case 'read':
      return { [database]: rows };
    case 'write':
      return { [database]: [...rows, 'INSERT', 'UPDATE', 'DELETE'] };
    case 'monitor':
      return { '*.*': ['PROCESS', 'REPLICATION CLIENT'], 'performance_schema.*': ['SELECT'] };
    case 'replicate':
      return { '*.*': ['REPLICATION SLAVE', 'REPLICATION CLIENT'] };
  }
}

const every: readonly CommonRight[] = ['write', 'monitor', 'replicate'];

/**
 * Statements that give an account the privileges of its rights, and take the others of these away: what it keeps, it has
 * all the time. https://dev.mysql.com/doc/refman/8.4/en/revoke.html
 */
export function rightsStatements(account: DatabaseAccount, database: string): readonly string[] {
  const user = `${quoted(account.user, "'")}@'%'`;
  const on = `${quoted(database, '`')}.*`;
  const has = joined(commonRightsOf(account).map((right) => privilegesOf(right, on)));
  const all = joined(every.map((right) => privilegesOf(right, on)));
  return Object.entries(all).flatMap(([place, privileges]) => {
    const given = has[place] ?? [];
    const taken = privileges.filter((one) => !given.includes(one));
    return [
      ...(given.length > 0 ? [`GRANT ${given.join(', ')} ON ${place} TO ${user};`] : []),
      ...(taken.length > 0 ? [`REVOKE IF EXISTS ${taken.join(', ')} ON ${place} FROM ${user};`] : []),
    ];
  });
}

function joined(all: readonly Privileges[]): Privileges {
  const places = [...new Set(all.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(places.map((place) => [place, [...new Set(all.flatMap((one) => one[place] ?? []))]]));
}
