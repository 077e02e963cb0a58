import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TSchema } from 'typebox';
import Value from 'typebox/value';
import type { Contract } from '../../model/edge.ts';
import { mongodbAccountNames } from '../data/mongodb/users.ts';
import { perconaAccounts } from '../data/percona/accounts.ts';
import { AccountsSchema } from './accountsSchema.ts';
import { EdgeSchema } from './edgeSchema.ts';

const contract = (name: string): Contract<'mongodb'> => ({ kind: 'mongodb', name });
const takes = (schema: TSchema, accounts: unknown) => Value.Check(schema, { contract: { accounts } });
const long = 'a'.repeat(15);

test('an account has a short name in lower case, and rights that there are, each once', () => {
  for (const good of [
    {},
    { reports: ['read'] },
    { 'night-reports': ['write', 'monitor', 'create-roles'] },
    { [long]: ['read'] },
  ]) {
    assert.ok(Value.Check(AccountsSchema(), good), JSON.stringify(good));
  }
  for (const bad of [
    { Reports: ['read'] },
    { re_ports: ['read'] },
    { '-a': ['read'] },
    { '': ['read'] },
    { [`${long}a`]: ['read'] },
    { reports: [] },
    { reports: ['reed'] },
    { reports: ['read', 'read'] },
    { reports: 'read' },
    ['read'],
  ]) {
    assert.ok(!Value.Check(AccountsSchema(), bad), JSON.stringify(bad));
  }
});

test('an account of MySQL and MongoDB makes no others', () => {
  const schema = perconaAccounts(contract('shop'), 32);
  assert.deepEqual([takes(schema, { a: ['replicate'] }), takes(schema, { a: ['create-roles'] })], [true, false]);
});

for (const [title, schema, longest] of [
  ['32 characters of a user of MySQL', perconaAccounts(contract('a'.repeat(20)), 32), 11],
  ['what is left of an annotation beside the database, of MongoDB', mongodbAccountNames(contract('a'.repeat(25))), 6],
  ['15 characters where the database has a short name', mongodbAccountNames(contract('shop')), 15],
] as const) {
  test(`the name of an account fits ${title}`, () => {
    const fits = (length: number) => takes(schema, { ['a'.repeat(length)]: ['read'] });
    assert.deepEqual([fits(longest), fits(longest + 1)], [true, false]);
  });
}

test('an edge names an account as a name', () => {
  const edge = { to: 'database', contract: { name: 'users' }, access: 'read-only' };
  const fits = (account: unknown) => Value.Check(EdgeSchema, { ...edge, account });
  assert.deepEqual([fits('reports'), fits('Reports'), fits(7)], [true, false, false]);
});
