import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { runJob } from './job.ts';
import { type Machine, openMachine } from './machine.ts';
import { type Mysql, sizes } from './mysql/document.ts';
import { type Account, type MysqlServer, startMysql } from './mysql/server.ts';

// A real MySQL has the configuration that is generated, and the real client runs the Job of the account on it. The
// server is newer than the one of production, and alone: nothing here shows group replication, or what HAProxy does.

for (const database of sizes) {
  const { cluster, name, spec, job } = database;
  const root: Account = { user: 'root', password: `it's "root"` };
  const user: Account = { user: name, password: `it's "p" $(x) \\ \`y\` é;--` };

  describe(`${name} of ${cluster}`, () => {
    let machine: Machine;
    let server: MysqlServer;
    const account = ({ password } = user, changed = job) =>
      runJob(
        changed,
        {
          [spec.secretsName]: { root: root.password },
          [`${name}-database-credentials`]: { username: name, password },
        },
        server.folder,
      );
    const answer = async (who: Account, statement: string) => {
      const { status, stdout, reason } = await server.ask(who, statement);
      assert.equal(status, 0, `${statement}: ${reason}`);
      return stdout.trimEnd();
    };
    /** The account without its password, which has a new salt each time, with its rights and the databases. */
    const state = async () =>
      (
        await Promise.all([
          answer(root, `SHOW GRANTS FOR '${name}'`),
          answer(root, 'SHOW DATABASES'),
          answer(root, 'SELECT user, host, plugin, ssl_type, account_locked, Super_priv FROM mysql.user ORDER BY user'),
        ])
      ).join('\n');

    before(async () => {
      machine = await openMachine();
      server = await startMysql(machine, database, root.password);
    });
    after(() => machine?.stop());

    test('the server has each setting of the configuration, as it is written', async () => {
      const lines = spec.mysql.configuration.trim().split('\n').slice(1);
      assert.ok(lines.length > 0);
      for (const [setting = '', value] of lines.map((line) => line.split('='))) {
        assert.equal(await answer(root, `SELECT @@GLOBAL.${setting}`), value, setting);
      }
    });

    test('the Job makes an account that logs in over TLS alone', async () => {
      const { status, reason } = await account();
      assert.equal(status, 0, reason);
      assert.equal(await answer(user, 'SELECT CURRENT_USER()'), `${name}@%`);
      assert.match((await server.ask(user, 'SELECT 1', 'DISABLED')).reason, /^ERROR 1045 .*Access denied/);
      assert.match((await server.ask({ ...user, password: '' }, 'SELECT 1')).reason, /^ERROR 1045 .*Access denied/);
    });

    test('the account makes tables in its database, writes, and reads', async () => {
      const made = `USE \`${name}\`; CREATE TABLE notes (id INT PRIMARY KEY, text TEXT); ALTER TABLE notes ADD author TEXT;`;
      await answer(user, `${made} INSERT INTO notes VALUES (1, 'hello', 'me');`);
      assert.equal(await answer(user, `SELECT text FROM \`${name}\`.notes`), 'hello');
    });

    for (const statement of [
      'CREATE DATABASE mine',
      'CREATE TABLE other.mine (id INT)',
      'SELECT user FROM mysql.user',
      "CREATE USER 'another'",
      `GRANT ALL ON *.* TO '${name}'`,
      `GRANT ALL ON \`${name}\`.* TO '${name}'`,
      'SET GLOBAL max_connections = 1',
      "SELECT 1 INTO OUTFILE 'a'",
    ]) {
      test(`the account is refused ${statement}`, async () => {
        assert.match(
          (await server.ask(user, statement)).reason,
          /^ERROR (1044|1045|1142|1227|1410) .*denied|not allowed/,
        );
      });
    }

    test('the Job changes nothing when it runs again', async () => {
      const first = await state();
      assert.match(first, new RegExp(`${name}\t%\tcaching_sha2_password\tANY\tN\tN`));
      assert.equal((await account()).status, 0);
      assert.equal(await state(), first);
      assert.equal(await answer(user, `SELECT text FROM \`${name}\`.notes`), 'hello');
    });

    test('a new password replaces the old one', async () => {
      const changed = { ...user, password: 'new' };
      assert.equal((await account(changed)).status, 0);
      assert.equal(await answer(changed, 'SELECT 1'), '1');
      assert.match((await server.ask(user, 'SELECT 1')).reason, /^ERROR 1045/);
    });

    test('the Job fails when a statement is refused', async () => {
      const broken = JSON.parse(
        JSON.stringify(job).replace('REQUIRE SSL ACCOUNT UNLOCK', 'REQUIRE TLS ACCOUNT UNLOCK'),
      );
      const { status, reason } = await account(user, broken);
      assert.equal(status, 1);
      assert.match(reason, /ERROR 1064 .*You have an error in your SQL syntax/);
    });
  });
}

test('a setting that MySQL does not know keeps it from starting', async () => {
  const [one] = sizes;
  assert.ok(one);
  const other = structuredClone(one) as Mysql;
  Object.assign(other.spec.mysql, { configuration: `${one.spec.mysql.configuration}max_connection_count=1\n` });
  const machine = await openMachine();
  try {
    await assert.rejects(startMysql(machine, other, 'a'), /unknown variable 'max_connection_count=1'/);
  } finally {
    await machine.stop();
  }
});
