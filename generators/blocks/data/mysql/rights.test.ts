import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommonRight } from '../../../model/edge.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { containerOf } from '../../../testing/fakeProgram.ts';
import { mysqlOf, objectOf, renderSystem } from '../../../testing/systems.ts';
import { mysqlDatabase } from '../../names.ts';
import { rightsStatements } from './rights.ts';

const user = "'payments-reports'@'%'";
const [database, server, statistics] = ['`payments`.*', '*.*', 'performance_schema.*'];
const account = (rights: readonly CommonRight[]) => ({
  key: 'reports',
  user: 'payments-reports',
  rights,
  system: { name: 'payments-database-as-reports', tier: 'data' },
});

const cases: readonly (readonly [
  readonly CommonRight[],
  granted: Record<string, string>,
  revoked: Record<string, string>,
])[] = [
  [
    ['read'],
    { [database]: 'SELECT, SHOW VIEW' },
    {
      [database]: 'INSERT, UPDATE, DELETE',
      [server]: 'PROCESS, REPLICATION CLIENT, REPLICATION SLAVE',
      [statistics]: 'SELECT',
    },
  ],
  [
    ['write'],
    { [database]: 'SELECT, SHOW VIEW, INSERT, UPDATE, DELETE' },
    { [server]: 'PROCESS, REPLICATION CLIENT, REPLICATION SLAVE', [statistics]: 'SELECT' },
  ],
  [
    ['monitor'],
    { [server]: 'PROCESS, REPLICATION CLIENT', [statistics]: 'SELECT' },
    { [database]: 'SELECT, SHOW VIEW, INSERT, UPDATE, DELETE', [server]: 'REPLICATION SLAVE' },
  ],
  [
    ['read', 'replicate'],
    { [database]: 'SELECT, SHOW VIEW', [server]: 'REPLICATION SLAVE, REPLICATION CLIENT' },
    { [database]: 'INSERT, UPDATE, DELETE', [server]: 'PROCESS', [statistics]: 'SELECT' },
  ],
];

for (const [rights, granted, revoked] of cases) {
  test(`an account that may ${rights.join(' and ')} has the privileges for that, and loses all others`, () => {
    const statements = rightsStatements(account(rights), 'payments');
    const of = (verb: string, all: Record<string, string>, to: string) =>
      Object.entries(all).map(([place, privileges]) => `${verb} ${privileges} ON ${place} ${to} ${user};`);
    const expected = [...of('GRANT', granted, 'TO'), ...of('REVOKE IF EXISTS', revoked, 'FROM')];
    assert.deepEqual(statements.toSorted(), expected.toSorted());
  });
}

test('the Job makes each account that the contract declares, with its own password, after that of apps', () => {
  const system = mysqlOf('payments', { 'night-reports': ['read'] });
  const { command, env } = containerOf(objectOf(renderSystem(system, exampleClusters.aws), 'Job', 'payments-account'));
  const lines = String(command[2]).trimEnd().split('\n');
  assert.equal(lines.at(-1), `client "SET @hex = '$(hex "$AS_NIGHT_REPORTS_PASSWORD")'; $AS_NIGHT_REPORTS_STATEMENTS"`);
  const [statements, password] = env.slice(-2) as [{ value: string }, object];
  assert.match(statements.value, /^CREATE USER IF NOT EXISTS 'payments-night-reports'@'%' REQUIRE SSL ACCOUNT LOCK;\n/);
  assert.match(statements.value, /\nGRANT SELECT, SHOW VIEW ON `payments`\.\* TO 'payments-night-reports'@'%';\n/);
  const name = 'payments-database-as-night-reports-credentials';
  assert.deepEqual(password, {
    name: 'AS_NIGHT_REPORTS_PASSWORD',
    valueFrom: { secretKeyRef: { name, key: 'password' } },
  });
  const edge = mysqlDatabase('payments', { 'night-reports': ['read'] }).as('night-reports').readOnly;
  const endpoint = system.provides?.endpoint(edge, {}, someUser);
  assert.deepEqual(endpoint && 'credentials' in endpoint && endpoint.credentials, {
    store: 'cluster-secrets',
    key: name,
  });
});
