import assert from 'node:assert/strict';
import { totalmem } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { bytes } from '../../generators/model/quantity.ts';
import { type Machine, openMachine } from './machine.ts';
import { databases, sizes } from './postgres/document.ts';
import { type PostgresPrograms, postgresPrograms } from './postgres/programs.ts';
import { type PostgresServer, startPostgres } from './postgres/server.ts';

// A real PostgreSQL runs with what is generated for CloudNativePG.

let machine: Machine;
let programs: PostgresPrograms;
before(async () => {
  machine = await openMachine();
  programs = await postgresPrograms(machine.folder);
});
after(() => machine?.stop());

/** Bytes of a value in the unit that is generated. */
const megabytes = (value = '0MB') => bytes(value.replace(/MB$/, 'Mi'));

/** A value that the server reports, as a number of bytes where it has a unit. */
const asNumber = (value: string) => (/[A-Z]$/.test(value) ? `pg_size_bytes('${value}')` : `'${value}'::bigint`);

for (const database of sizes) {
  const { name, cluster, parameters, initdb } = database;
  describe(`${name} of ${cluster}`, () => {
    let server: PostgresServer;
    const lacksMemory = megabytes(parameters.shared_buffers) > totalmem() / 2;
    const given = lacksMemory ? { ...parameters, shared_buffers: '128MB' } : parameters;
    before(async () => {
      server = await startPostgres(machine, programs, database, given);
    });
    after(() => server?.stop());

    for (const [key, value] of Object.entries(given)) {
      test(`${key} is ${value}`, async (context) => {
        if (lacksMemory && key === 'shared_buffers')
          context.diagnostic(`${parameters[key]} is more than half of memory`);
        const shown = await server.sql(`SHOW ${key}`);
        assert.equal(await server.sql(`SELECT ${asNumber(shown)} = ${asNumber(value)}`), 't', shown);
      });
    }

    test('the server takes every line of its configuration file', async () => {
      assert.equal(await server.sql('SELECT name, error FROM pg_file_settings WHERE error IS NOT NULL'), '');
    });

    test('encoding, locales and checksums are those of the declaration', async () => {
      const columns = 'pg_encoding_to_char(encoding), datcollate, datctype';
      assert.equal(
        await server.sql(`SELECT ${columns} FROM pg_database WHERE datname = 'template1'`),
        [initdb?.encoding, initdb?.localeCollate, initdb?.localeCType].join('|'),
      );
      assert.equal(await server.sql('SHOW data_checksums'), initdb?.dataChecksums ? 'on' : 'off');
    });

    test('the owner may do everything in its database, and nothing beside it', async () => {
      const [owner, own] = [`"${initdb?.owner}"`, `"${initdb?.database}"`];
      await server.sql(`CREATE ROLE ${owner} LOGIN`);
      await server.sql(`CREATE DATABASE ${own} OWNER ${owner}`);
      const asOwner = (statements: string) =>
        server.sql(statements, { user: initdb?.owner ?? '', database: initdb?.database ?? '' });
      assert.equal(await asOwner('CREATE TABLE one (id int); INSERT INTO one VALUES (7); SELECT id FROM one'), '7');
      for (const statement of ['CREATE ROLE other', 'CREATE DATABASE other', 'SELECT pg_read_file($$PG_VERSION$$)']) {
        await assert.rejects(asOwner(statement), { message: /permission denied/ });
      }
    });
  });
}

test('a copy has the parameters of a database that is created', () => {
  const known = sizes.map(({ name, parameters }) => JSON.stringify([name, parameters]));
  const others = databases.filter(({ name, parameters }) => !known.includes(JSON.stringify([name, parameters])));
  assert.deepEqual(others, []);
  assert.ok(databases.length > sizes.length, 'some are copies');
});

for (const [what, wrong] of [
  ['that does not exist', { shared_bufers: '128MB' }],
  ['that is out of range', { max_connections: '0' }],
  ['in a unit that PostgreSQL does not know', { shared_buffers: '128Mi' }],
] as const) {
  test(`a parameter ${what} keeps the server from starting`, async () => {
    const [database] = sizes;
    assert.ok(database);
    const start = startPostgres(machine, programs, database, { ...database.parameters, ...wrong });
    await assert.rejects(start, ({ message }: Error) => message.includes(Object.keys(wrong).join()));
  });
}
