import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nodeDrivers } from '../../../lab/downloads/drivers.ts';
import { say } from '../../cluster/say.ts';
import type { Driver } from './question.ts';

/** A connection as far as one is needed here: the drivers come without types. */
interface Connection {
  connect(): Promise<unknown>;
  query(statement: string): Promise<unknown>;
  ping(): Promise<string>;
  end(): Promise<unknown>;
  close(): Promise<unknown>;
  disconnect(): unknown;
  on(event: 'error', listener: () => void): unknown;
  readonly connection: { readonly serverProperties: { readonly product: string } };
}
type Make<A extends readonly unknown[]> = new (...args: A) => Connection;

const driver = async <T>(name: string): Promise<T> =>
  createRequire(join(await nodeDrivers(say), 'package.json'))(name) as T;

/** https://node-postgres.com/features/connecting#connection-uri */
export const pg: Driver = async ({ url }) => {
  const { Client } = await driver<{ Client: Make<[string]> }>('pg');
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = (await client.query('SELECT current_user::text AS who')) as { rows: [{ who: string }] };
    return rows[0].who;
  } finally {
    await client.end();
  }
};

/** https://sidorares.github.io/node-mysql2/docs/examples/connections/create-connection: TLS is an option of its own. */
export const mysql2: Driver = async ({ host, port, username: user, password, database, authority }) => {
  const { createConnection } = await driver<{ createConnection(options: object): Promise<Connection> }>(
    'mysql2/promise',
  );
  const ssl = authority === undefined ? {} : { ca: readFileSync(authority, 'utf8') };
  const connection = await createConnection({ host, port, user, password, database, ssl });
  try {
    const [rows] = (await connection.query('SELECT CURRENT_USER() AS who')) as [[{ who: string }]];
    return rows[0].who;
  } finally {
    await connection.end();
  }
};

/** The address alone, with options that its parser does not know. */
export const mysql2ByAddress: Driver = async ({ url }) => {
  const { createConnection } = await driver<{ createConnection(url: string): Promise<Connection> }>('mysql2/promise');
  const connection = await createConnection(url);
  await connection.end();
  return 'connected';
};

/** https://amqp-node.github.io/amqplib/channel_api.html#connect */
export const amqplib: Driver = async ({ url }) => {
  const { connect } = await driver<{ connect(url: string): Promise<Connection> }>('amqplib');
  const connection = await connect(url);
  const { product } = connection.connection.serverProperties;
  await connection.close();
  return product;
};

/** https://github.com/redis/ioredis#connect-to-redis */
export const ioredis: Driver = async ({ url }) => {
  const { Redis } = await driver<{ Redis: Make<[string, object]> }>('ioredis');
  const client = new Redis(url, { maxRetriesPerRequest: 0 });
  client.on('error', () => {});
  try {
    return await client.ping();
  } finally {
    client.disconnect();
  }
};

/** https://redis.io/docs/latest/develop/clients/nodejs/connect/ */
export const nodeRedis: Driver = async ({ url }) => {
  const { createClient } = await driver<{ createClient(options: object): Connection }>('redis');
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.ping();
  } finally {
    await client.close();
  }
};

/**
 * What MongoDB's driver takes from an address: it reads the file when it connects.
 * https://www.mongodb.com/docs/drivers/node/current/security/tls/
 */
export const mongodbOptions = async (url: string) => {
  const { MongoClient } = await driver<{
    MongoClient: new (url: string) => { readonly options: Readonly<Record<string, unknown>> };
  }>('mongodb');
  const { tls, tlsCAFile, dbName, readPreference } = new MongoClient(url).options;
  return { tls, tlsCAFile, dbName, reads: (readPreference as { mode: string }).mode };
};
