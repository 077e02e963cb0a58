import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { bytes } from '../../generators/model/quantity.ts';
import { outputOf, run } from '../../generators/programs/run.ts';
import { cassandraJars } from '../../lab/downloads/jars.ts';
import { wheelProgram } from '../../lab/downloads/wheels.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import type { Account } from './cassandra/cqlsh.ts';
import { type Cassandra, schemas, sizes } from './cassandra/document.ts';
import { firstUser, type Node, startNode } from './cassandra/node.ts';
import { runJob } from './job.ts';
import { type Machine, openMachine } from './machine.ts';

// A real Cassandra has the settings that are generated, and the real client runs the Job of the schema on it.

for (const { cluster, spec } of sizes) {
  const { heap_initial_size, heap_max_size, gc } = spec.cassandra.config.jvmOptions;
  test(`Java takes the heap of ${cluster}: ${heap_max_size}, with compressed pointers`, async () => {
    const java = await wheelProgram('java-17', say);
    // `preMarshalConfig` of the operator makes bytes of both.
    const heap = [`-Xms${bytes(heap_initial_size)}`, `-Xmx${bytes(heap_max_size)}`, `-XX:+Use${gc}`];
    const flags = outputOf(await run(java, [...heap, '-XX:+PrintFlagsFinal', '-version']));
    const flag = (name: string) => new RegExp(`\\b${name} += (\\S+)`).exec(flags)?.[1];
    assert.deepEqual(['MaxHeapSize', 'UseG1GC', 'UseCompressedOops'].map(flag), [
      String(bytes(heap_max_size)),
      'true',
      'true',
    ]);
  });
}

for (const database of schemas) {
  const { cluster, name, spec, job, superuser, accounts } = database;
  const keyspace = `"${accounts.writer.username}"`;
  const root: Account = { username: superuser, password: "it's root" };
  const writer: Account = { ...accounts.writer, password: `it's "w" $(x) \\ \`y\`` };
  const reader: Account = { ...accounts.reader, password: `r'; DROP KEYSPACE ${keyspace}; -- /*` };

  describe(`${name} of ${cluster}`, () => {
    let machine: Machine;
    let node: Node;
    const schema = (as: { root?: Account; writer?: Account } = {}, changed = job) => {
      const secrets = {
        [superuser]: { ...(as.root ?? root) },
        [accounts.writer.secret]: { ...(as.writer ?? writer) },
        [accounts.reader.secret]: { ...reader },
      };
      return runJob(changed, secrets, node.folder);
    };
    const errorsOf = async (account: Account, statements: readonly string[]): Promise<Record<string, string>> =>
      Object.fromEntries((await node.ask(account, ...statements)).errors.map((error, i) => [statements[i], error]));
    /** The keyspace with its tables and rows, rights, and roles without their passwords, which have a new salt each time. */
    const state = async () =>
      (
        await node.ask(
          root,
          `DESCRIBE KEYSPACE ${keyspace};`,
          'LIST ALL PERMISSIONS;',
          'LIST ROLES;',
          `SELECT * FROM ${keyspace}.notes;`,
        )
      ).text;

    before(async () => {
      machine = await openMachine();
      node = await startNode(machine, database);
      const { errors } = await node.ask(
        firstUser,
        `CREATE ROLE "${root.username}" WITH SUPERUSER = true AND LOGIN = true AND PASSWORD = 'it''s root';`,
        `CREATE KEYSPACE other WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1};`,
        'CREATE TABLE other.secrets (id int PRIMARY KEY);',
      );
      assert.deepEqual(errors, ['', '', '']);
    });
    after(() => machine?.stop());

    test('its version is the one that runs here', () => {
      assert.equal(spec.cassandra.serverVersion, cassandraJars.version);
    });

    test('who has no account cannot log in', async () => {
      for (const account of [undefined, { ...root, password: 'another' }, writer]) {
        const { errors } = await node.ask(account, 'SELECT key FROM system.local;');
        assert.match(errors[0] ?? '', /AuthenticationFailed|requires authentication/);
      }
    });

    test('the Job makes the keyspace with copies in each datacenter that is declared', async () => {
      const { status, reason } = await schema();
      assert.equal(status, 0, reason);
      const { text } = await node.ask(
        root,
        `SELECT JSON replication FROM system_schema.keyspaces WHERE keyspace_name = '${accounts.writer.username}';`,
      );
      assert.deepEqual(JSON.parse(/\{.*\}/.exec(text)?.[0] ?? '').replication, {
        class: 'org.apache.cassandra.locator.NetworkTopologyStrategy',
        ...Object.fromEntries(
          spec.cassandra.datacenters.map(({ metadata, size }) => [metadata.name, String(Math.min(size, 3))]),
        ),
      });
    });

    test('the writer creates and alters tables and types, writes, and reads, also in tables that it did not make', async () => {
      await node.ask(root, `CREATE TABLE ${keyspace}.given (id int PRIMARY KEY);`);
      const { text, errors } = await node.ask(
        writer,
        `CREATE TABLE ${keyspace}.notes (id int PRIMARY KEY, text text);`,
        `ALTER TABLE ${keyspace}.notes ADD author text;`,
        `CREATE INDEX ON ${keyspace}.notes (author);`,
        `CREATE TYPE ${keyspace}.place (lat float);`,
        `ALTER TYPE ${keyspace}.place ADD lon float;`,
        `INSERT INTO ${keyspace}.notes (id, text) VALUES (1, 'hello');`,
        `INSERT INTO ${keyspace}.notes (id, text) VALUES (2, 'gone');`,
        `DELETE FROM ${keyspace}.notes WHERE id = 2;`,
        `ALTER TABLE ${keyspace}.given ADD text text;`,
        `INSERT INTO ${keyspace}.given (id) VALUES (1);`,
        `SELECT id FROM ${keyspace}.given;`,
        `SELECT text FROM ${keyspace}.notes;`,
      );
      assert.deepEqual(errors.filter(Boolean), []);
      assert.match(text, /hello.*\(1 rows\)/s);
    });

    test('the reader reads', async () => {
      const { text, errors } = await node.ask(reader, `SELECT text FROM ${keyspace}.notes;`);
      assert.deepEqual(errors, ['']);
      assert.match(text, /hello/);
    });

    for (const [who, account] of Object.entries({ writer, reader })) {
      test(`the ${who} cannot drop or empty what is in its keyspace, change its copies, or touch anything else`, async () => {
        const refused = [
          `DROP TABLE ${keyspace}.notes;`,
          `TRUNCATE ${keyspace}.notes;`,
          `DROP TYPE ${keyspace}.place;`,
          `DROP KEYSPACE ${keyspace};`,
          `ALTER KEYSPACE ${keyspace} WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1};`,
          `CREATE KEYSPACE mine WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1};`,
          'CREATE TABLE other.mine (id int PRIMARY KEY);',
          'SELECT * FROM other.secrets;',
          'INSERT INTO other.secrets (id) VALUES (1);',
          'SELECT * FROM system_auth.roles;',
          `CREATE ROLE another WITH LOGIN = true AND PASSWORD = 'a';`,
          `ALTER ROLE "${account.username}" WITH SUPERUSER = true;`,
          `GRANT DROP ON KEYSPACE ${keyspace} TO "${account.username}";`,
          ...(account === reader
            ? [
                `INSERT INTO ${keyspace}.notes (id) VALUES (3);`,
                `CREATE TABLE ${keyspace}.mine (id int PRIMARY KEY);`,
                `ALTER TABLE ${keyspace}.notes ADD mine text;`,
              ]
            : []),
        ];
        for (const [statement, error] of Object.entries(await errorsOf(account, refused))) {
          assert.match(error, /^Unauthorized: |Guardrail drop_truncate_table_enabled violated/, statement);
        }
      });
    }

    test('the Job changes nothing when it runs again', async () => {
      const first = await state();
      assert.match(first, new RegExp(`CREATE KEYSPACE "?${accounts.writer.username}`));
      const { status, reason } = await schema();
      assert.equal(status, 0, reason);
      assert.equal(await state(), first);
    });

    test('the Job restores the copies that somebody changed', async () => {
      const first = await state();
      const once = `ALTER KEYSPACE ${keyspace} WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1};`;
      await node.ask(root, once);
      assert.notEqual(await state(), first);
      await schema();
      assert.equal(await state(), first);
    });

    test('a new password replaces the old one', async () => {
      const changed = { ...writer, password: 'new' };
      assert.equal((await schema({ writer: changed })).status, 0);
      await until('the old one is refused', 20, async () => {
        const { errors } = await node.ask(writer, 'SELECT key FROM system.local;');
        return /AuthenticationFailed/.test(errors[0] ?? '') || 'it is accepted';
      });
      assert.deepEqual((await node.ask(changed, 'SELECT key FROM system.local;')).errors, ['']);
    });

    test('the Job fails when a statement is refused', async () => {
      const elsewhere = JSON.parse(JSON.stringify(job).replaceAll("'dc1':", "'dc9':"));
      const { status, reason } = await schema({}, elsewhere);
      assert.equal(status, 2);
      assert.match(reason, /Unrecognized strategy option \{dc9\}/);
    });
  });

  test('a setting that Cassandra does not know keeps it from starting', async () => {
    const other = structuredClone(database) as Cassandra;
    Object.assign(other.spec.cassandra.config.cassandraYaml, { num_token: 16 });
    const alone = await openMachine();
    try {
      await assert.rejects(startNode(alone, other), { message: /has ended/ });
      assert.match(readFileSync(alone.processes.all().at(-1)?.log ?? '', 'utf8'), /Invalid yaml.*num_token/s);
    } finally {
      await alone.stop();
    }
  });
}
