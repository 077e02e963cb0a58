import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CommonRight, DatabaseAccounts } from '../../generators/model/edge.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { mysqlOf, objectOf, postgresOf, renderSystem, specOf } from '../../generators/testing/systems.ts';
import { runJob } from './job.ts';
import { type Machine, openMachine } from './machine.ts';
import { sizes as mysqlSizes } from './mysql/document.ts';
import { type MysqlServer, startMysql } from './mysql/server.ts';
import { sizes as postgresSizes } from './postgres/document.ts';
import { postgresPrograms } from './postgres/programs.ts';
import { type PostgresServer, startPostgres } from './postgres/server.ts';

// Accounts that a contract declares, in a real PostgreSQL and a real MySQL: what each may do, and what none may.

const rights = {
  reader: ['read'],
  writer: ['write'],
  watcher: ['monitor'],
  capture: ['read', 'replicate'],
} as const satisfies DatabaseAccounts<CommonRight>;
const aws = exampleClusters.aws;

interface Role {
  readonly name: string;
  readonly inRoles?: readonly string[];
  readonly replication?: boolean;
  readonly createrole?: boolean;
}

/** `Create` in `internal/management/controller/roles/postgres.go` of cloudnative-pg/cloudnative-pg, without a password. */
function created({ name, inRoles = [], replication, createrole }: Role): string {
  const options = [replication && 'REPLICATION', createrole && 'CREATEROLE'].filter(Boolean);
  const member = inRoles.length > 0 ? `IN ROLE ${inRoles.join(', ')}` : '';
  return `CREATE ROLE "${name}" LOGIN INHERIT ${options.join(' ')} ${member}`;
}

describe('PostgreSQL', () => {
  let machine: Machine;
  let server: PostgresServer;
  const as = (account: string, statements: string) =>
    server.sql(statements, { user: account === 'orders' ? account : `orders-${account}`, database: 'orders' });
  before(async () => {
    machine = await openMachine();
    const [size] = postgresSizes;
    assert.ok(size);
    const small = { ...size.parameters, shared_buffers: '128MB' };
    server = await startPostgres(machine, await postgresPrograms(machine.folder), size, small);
    await server.sql('CREATE ROLE orders LOGIN');
    await server.sql('CREATE DATABASE orders OWNER orders');
    const system = postgresOf({ ...rights, admin: ['create-roles'] });
    const { managed } = specOf<{ managed: { roles: Role[] } }>(renderSystem(system, aws), 'Cluster', 'orders');
    for (const role of managed.roles) await server.sql(created(role));
    // What comes after the accounts counts for them, too.
    await as('orders', 'CREATE SCHEMA later; CREATE TABLE later.one (id serial, text text)');
    await as('orders', "INSERT INTO later.one (text) VALUES ('hello')");
  });
  after(() => machine?.stop());

  test('who may read reads tables of all schemas; who may write writes them, by their sequences too', async () => {
    assert.equal(await as('reader', 'SELECT text FROM later.one'), 'hello');
    assert.equal(await as('capture', 'SELECT text FROM later.one'), 'hello');
    await as('writer', "INSERT INTO later.one (text) VALUES ('more'); DELETE FROM later.one WHERE text = 'more'");
    assert.equal(await as('writer', 'UPDATE later.one SET text = text RETURNING text'), 'hello');
  });

  test('who may read reads the verifiers of passwords as well: it is no right for whom nobody trusts', async () => {
    assert.equal(await as('reader', 'SELECT count(*) > 0 FROM pg_authid'), 't');
    await assert.rejects(as('watcher', 'SELECT count(*) FROM pg_authid'), /permission denied/);
  });

  test('who monitors sees what others do, and who replicates makes a slot', async () => {
    assert.equal(
      await as(
        'watcher',
        "SELECT count(*) > 0 FROM pg_stat_activity WHERE backend_type = 'checkpointer' AND backend_start IS NOT NULL",
      ),
      't',
    );
    assert.equal(
      await as('capture', "SELECT slot_name FROM pg_create_physical_replication_slot('capture')"),
      'capture',
    );
    await as('admin', 'CREATE ROLE somebody LOGIN; DROP ROLE somebody');
  });

  for (const [account, statements] of [
    ['reader', ["INSERT INTO later.one (text) VALUES ('x')", "SELECT pg_create_physical_replication_slot('x')"]],
    ['writer', ['TRUNCATE later.one', "SELECT pg_create_physical_replication_slot('x')"]],
    ['watcher', ['SELECT text FROM later.one']],
    ['capture', ["UPDATE later.one SET text = 'x'"]],
    ['admin', ['SELECT text FROM later.one', 'CREATE ROLE super SUPERUSER']],
  ] as const) {
    test(`${account} owns nothing, and is refused what it has no right to`, async () => {
      const never = [
        'CREATE TABLE mine (id int)',
        'CREATE SCHEMA mine',
        'CREATE TABLE later.mine (id int)',
        'ALTER TABLE later.one ADD mine int',
        'DROP TABLE later.one',
        'ALTER DATABASE orders OWNER TO CURRENT_USER',
      ];
      for (const statement of [...never, ...statements, ...(account === 'admin' ? [] : ['CREATE ROLE somebody'])]) {
        await assert.rejects(as(account, statement), { message: /permission denied|must be (owner|able)/ }, statement);
      }
    });
  }
});

describe('MySQL', () => {
  let machine: Machine;
  let server: MysqlServer;
  const root = { user: 'root', password: 'root' };
  const account = (key: string) => ({ user: `payments-${key}`, password: `it's "${key}" é` });
  const ask = async (key: string, statement: string) => {
    const { status, stdout, reason } = await server.ask(account(key), statement);
    return status === 0 ? stdout.trimEnd() : reason;
  };
  const secretOf = (key: string) => `payments-database-as-${key}-credentials`;
  /** Runs the Job of a database with these accounts. */
  const make = async (accounts: DatabaseAccounts<CommonRight>) => {
    const job = objectOf(renderSystem(mysqlOf('payments', accounts), aws), 'Job', 'payments-account');
    const passwords = Object.keys(accounts).map((key) => [secretOf(key), { password: account(key).password }]);
    const secrets = {
      'payments-secrets': { root: root.password },
      'payments-database-credentials': { username: 'payments', password: 'a' },
      'payments-database-exporter-credentials': { username: 'exporter', password: 'b' },
      ...Object.fromEntries(passwords),
    };
    const { status, reason } = await runJob(job, secrets, server.folder);
    assert.equal(status, 0, reason);
  };
  before(async () => {
    machine = await openMachine();
    const [size] = mysqlSizes;
    assert.ok(size);
    const host = 'payments-haproxy.data.svc.cluster.local';
    server = await startMysql(machine, { ...size, name: 'payments', host }, root.password);
    await make(rights);
    const notes = 'CREATE TABLE payments.notes (id INT PRIMARY KEY, text TEXT)';
    for (const statement of [notes, "INSERT INTO payments.notes VALUES (1, 'hello')"]) {
      assert.equal((await server.ask(root, statement)).status, 0);
    }
  });
  after(() => machine?.stop());

  test('who may read reads, who may write writes, who monitors sees the server, who replicates reads its log', async () => {
    for (const key of ['reader', 'writer', 'capture']) {
      assert.equal(await ask(key, 'SELECT text FROM payments.notes'), 'hello');
    }
    const rows = "INSERT INTO payments.notes VALUES (2, 'x'); UPDATE payments.notes SET text = 'y' WHERE id = 2;";
    assert.equal(await ask('writer', `${rows} DELETE FROM payments.notes WHERE id = 2`), '');
    assert.match(await ask('watcher', 'SELECT COUNT(*) FROM performance_schema.threads'), /^\d+$/);
    assert.match(await ask('capture', 'SHOW BINARY LOG STATUS'), /\.0/);
  });

  for (const [key, statements] of [
    ['reader', ["INSERT INTO payments.notes VALUES (3, 'x')", 'SHOW BINARY LOG STATUS']],
    ['writer', ['TRUNCATE payments.notes', 'SHOW BINARY LOG STATUS']],
    ['watcher', ['SELECT text FROM payments.notes']],
    ['capture', ["UPDATE payments.notes SET text = 'x'", 'SELECT COUNT(*) FROM performance_schema.threads']],
  ] as const) {
    test(`${key} makes no table, and is refused what it has no right to`, async () => {
      const never = [
        'CREATE TABLE payments.mine (id INT)',
        'ALTER TABLE payments.notes ADD mine INT',
        'DROP TABLE payments.notes',
        "CREATE USER 'another'",
        'SELECT user FROM mysql.user',
        `GRANT SELECT ON payments.* TO '${account(key).user}'`,
      ];
      for (const statement of [...never, ...statements]) {
        assert.match(await ask(key, statement), /^ERROR (1044|1045|1142|1227|1410) .*denied|not allowed/, statement);
      }
    });
  }

  test('a right that is taken away is lost at the next sync, and what is kept stays', async () => {
    await make({ ...rights, writer: ['read'], capture: ['monitor'] });
    assert.match(await ask('writer', "INSERT INTO payments.notes VALUES (4, 'x')"), /^ERROR 1142/);
    assert.equal(await ask('writer', 'SELECT text FROM payments.notes'), 'hello');
    assert.match(await ask('capture', 'SELECT text FROM payments.notes'), /^ERROR 1142/);
    const grants = await server.ask(root, "SHOW GRANTS FOR 'payments-capture'");
    assert.deepEqual(grants.stdout.trimEnd().split('\n'), [
      'GRANT PROCESS, REPLICATION CLIENT ON *.* TO `payments-capture`@`%`',
      'GRANT SELECT ON `performance_schema`.* TO `payments-capture`@`%`',
    ]);
  });
});
