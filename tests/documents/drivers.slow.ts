import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { cache, mongodbDatabase, mysqlDatabase, postgresqlDatabase, queue } from '../../generators/blocks/names.ts';
import { outputOf, run, runSync } from '../../generators/programs/run.ts';
import { wheelProgram } from '../../lab/downloads/wheels.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';
import { type Place, questionAt } from './drivers/address.ts';
import { amqplib, ioredis, mongodbOptions, mysql2, mysql2ByAddress, nodeRedis, pg } from './drivers/ofNode.ts';
import { ofGo, ofJava, ofPython } from './drivers/ofPrograms.ts';
import type { Driver } from './drivers/question.ts';
import { type Machine, openMachine } from './machine.ts';
import { sizes as mysqlSizes } from './mysql/document.ts';
import { startMysql } from './mysql/server.ts';
import { sizes as postgresSizes } from './postgres/document.ts';
import { postgresPrograms } from './postgres/programs.ts';
import { startPostgres } from './postgres/server.ts';
import { startBroker } from './rabbitmq/broker.ts';

// The usual drivers of each engine connect to a real server with the address that apps get: docs/data.md#drivers.

/** A password with all that an address gives a meaning to. */
const password = 'a/b?c#d@e:f%41 g+h&i=j';
const users = postgresqlDatabase('users').readWrite;
const payments = mysqlDatabase('payments').readWrite;

let machine: Machine;
before(async () => {
  machine = await openMachine();
  await certificates();
});
after(() => machine?.stop());

/** Authorities `ca` and `other`; by `ca`, `tls` for the servers' address, and `elsewhere` for another. */
async function certificates(): Promise<void> {
  mkdirSync(join(machine.folder, 'tls'), { recursive: true });
  const wanted = [
    { name: 'ca', commonName: 'authority' },
    { name: 'other', commonName: 'authority' },
    { name: 'tls', by: 'ca', commonName: 'server', hosts: [machine.address(1)] },
    { name: 'elsewhere', by: 'ca', commonName: 'server', hosts: ['elsewhere.example.com'] },
  ];
  const kit = await labProgram('kit', say);
  outputOf(runSync(kit, ['certificates', join(machine.folder, 'tls')], { input: JSON.stringify(wanted) }));
}
const file = (name: string) => join(machine.folder, 'tls', name);

describe('PostgreSQL', () => {
  const drivers: Readonly<Record<string, Driver>> = {
    pg,
    psycopg: ofPython('psycopg'),
    pgx: ofGo('pgx'),
    'pgjdbc of Java': ofJava('org.postgresql.Driver', 'SELECT current_user'),
  };
  const place = (): Place => ({
    host: machine.address(1),
    port: 5432,
    username: 'users',
    password,
    database: 'users',
    authority: file('ca.crt'),
  });
  let reload: (certificate: string) => Promise<void>;

  before(async () => {
    const [database] = postgresSizes;
    assert.ok(database);
    const rules = join(machine.folder, 'hba.conf');
    writeFileSync(rules, 'host all postgres all trust\nhostssl all all all scram-sha-256\n');
    const programs = await postgresPrograms(machine.folder);
    outputOf(
      await run('chown', ['-R', String(process.getuid?.() === 0 ? 65_534 : process.getuid?.()), machine.folder]),
    );
    const parameters = {
      hba_file: rules,
      ssl: 'on',
      ssl_cert_file: file('tls.crt'),
      ssl_key_file: file('tls.key'),
    };
    for (const name of ['tls.key', 'elsewhere.key']) chmodSync(file(name), 0o600);
    const server = await startPostgres(machine, programs, database, parameters);
    await server.sql(`CREATE ROLE users LOGIN PASSWORD '${password}'`);
    await server.sql('CREATE DATABASE users OWNER users');
    reload = async (name) => {
      for (const [setting, end] of [
        ['ssl_cert_file', 'crt'],
        ['ssl_key_file', 'key'],
      ])
        await server.sql(`ALTER SYSTEM SET ${setting} = '${file(`${name}.${end}`)}'`);
      await server.sql('SELECT pg_reload_conf()');
      await server.sql('SELECT pg_sleep(1)');
    };
  });

  for (const [name, driver] of Object.entries(drivers)) {
    test(`${name} connects to a server with a private authority`, async () => {
      assert.equal(await driver(await questionAt(users, place())), 'users');
    });
    test(`${name} refuses a server of another authority`, async () => {
      const question = await questionAt(users, { ...place(), authority: file('other.crt') });
      await assert.rejects(driver(question), ({ message }: Error) =>
        /certificate|x509|self-signed|PKIX|SSL error/i.test(message),
      );
    });
    test(`without the authority's file ${name} ${name === 'pg' ? 'refuses' : 'does not check'} the server`, async () => {
      const { authority: _, ...open } = place();
      const question = await questionAt(users, open);
      if (name === 'pg') await assert.rejects(driver(question), /certificate/);
      else assert.equal(await driver(question), 'users');
    });
  }

  test('all of them refuse a server whose certificate has another name', async () => {
    await reload('elsewhere');
    const question = await questionAt(users, place());
    for (const driver of Object.values(drivers))
      await assert.rejects(driver(question), /host|name|validate certificate for/i);
  });
});

describe('MySQL', () => {
  const drivers: Readonly<Record<string, Driver>> = {
    mysql2,
    PyMySQL: ofPython('PyMySQL'),
    'go-sql-driver': ofGo('go-sql-driver'),
    'Connector/J of Java': ofJava('com.mysql.cj.jdbc.Driver', 'SELECT CURRENT_USER()'),
  };
  const place = (): Place => ({
    host: machine.address(1),
    port: 3306,
    username: 'payments',
    password,
    database: 'payments',
    authority: file('ca.crt'),
  });
  before(async () => {
    const [database] = mysqlSizes;
    assert.ok(database);
    const lines = { ssl_ca: file('ca.crt'), ssl_cert: file('tls.crt'), ssl_key: file('tls.key') };
    const configuration = `${database.spec.mysql.configuration}${Object.entries(lines)
      .map(([key, value]) => `${key}=${value}\n`)
      .join('')}`;
    const spec = { ...database.spec, mysql: { ...database.spec.mysql, configuration } };
    const { ask } = await startMysql(machine, { ...database, spec }, 'root');
    const statements = [
      'CREATE DATABASE payments',
      `CREATE USER payments IDENTIFIED BY '${password}' REQUIRE SSL`,
      'GRANT ALL ON payments.* TO payments',
    ];
    for (const statement of statements) outputOf(await ask({ user: 'root', password: 'root' }, statement));
  });

  for (const [name, driver] of Object.entries(drivers)) {
    const checks = !name.startsWith('Connector/J');
    test(`${name} connects over TLS by the parts of the address`, async () => {
      assert.equal(await driver(await questionAt(payments, place())), 'payments@%');
    });
    test(`${name} ${checks ? 'refuses' : 'does not notice'} a server of another authority`, async () => {
      const question = await questionAt(payments, { ...place(), authority: file('other.crt') });
      if (checks) await assert.rejects(driver(question), /certificate|x509/i);
      else assert.equal(await driver(question), 'payments@%');
    });
  }

  test('mysql2 takes no TLS from an address: an account that must have it is refused', async () => {
    await assert.rejects(mysql2ByAddress(await questionAt(payments, place())), /Access denied|secure/);
  });
});

describe('RabbitMQ', () => {
  const drivers = { amqplib, pika: ofPython('pika'), 'amqp091-go': ofGo('amqp091-go') };
  const place = (): Place => ({ host: machine.address(1), port: 5672, username: 'events', password });
  before(async () => {
    const broker = await startBroker(machine, '');
    await broker.call('PUT', 'users/events', { password, tags: '' });
    await broker.call('PUT', 'permissions/%2F/events', { configure: '', write: '.*', read: '.*' });
  });
  for (const [name, driver] of Object.entries(drivers)) {
    test(`${name} connects by the address`, async () => {
      assert.equal(await driver(await questionAt(queue('events').publish, place())), 'RabbitMQ');
    });
  }
});

describe('Valkey', () => {
  const drivers = { ioredis, 'node-redis': nodeRedis, 'redis-py': ofPython('redis-py'), 'go-redis': ofGo('go-redis') };
  const place = (): Place => ({ host: machine.address(1), port: 6379, password });
  before(async () => {
    const configuration = join(machine.folder, 'valkey.conf');
    appendFileSync(configuration, `bind ${machine.address(1)}\nrequirepass "${password}"\nsave ""\n`);
    await machine.processes.start({
      name: 'valkey',
      program: await wheelProgram('valkey-server', say),
      args: [configuration],
      ready: async () => (await ioredis(await questionAt(cache('answers').use, place()))) === 'PONG',
      within: 20,
    });
  });
  for (const [name, driver] of Object.entries(drivers)) {
    test(`${name} connects by the address`, async () => {
      assert.equal(await driver(await questionAt(cache('answers').use, place())), 'PONG');
    });
  }
});

test('MongoDB’s driver takes TLS, the authority and where it reads from the address; no server of it runs here', async () => {
  const products = mongodbDatabase('products');
  const at: Place = { host: 'mongos', port: 27_017, username: 'products', password, database: 'products' };
  const { url } = await questionAt(products.readOnly, { ...at, authority: file('ca.crt') });
  assert.deepEqual(await mongodbOptions(url), {
    tls: true,
    tlsCAFile: file('ca.crt'),
    dbName: 'products',
    reads: 'secondaryPreferred',
  });
});
