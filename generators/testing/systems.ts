import assert from 'node:assert/strict';
import { cassandra } from '../blocks/data/cassandra/cassandra.ts';
import { mongodb } from '../blocks/data/mongodb/mongodb.ts';
import type { ShardingDefaults } from '../blocks/data/mongodb/settings.ts';
import { mysql } from '../blocks/data/mysql/mysql.ts';
import { postgres } from '../blocks/data/postgres/postgres.ts';
import { rabbitmq } from '../blocks/data/rabbitmq/rabbitmq.ts';
import { seaweedfs } from '../blocks/data/seaweedfs/seaweedfs.ts';
import { valkey } from '../blocks/data/valkey/valkey.ts';
import * as contracts from '../blocks/names.ts';
import { here } from '../blocks/source.ts';
import type { App } from '../model/app.ts';
import type { CommonRight, DatabaseAccounts } from '../model/edge.ts';
import type { BucketEndpoint } from '../model/endpoint.ts';
import type { ClusterFacts, Inputs } from '../model/inputs.ts';
import type { Resource } from '../model/resource.ts';
import { exampleInputs } from './inputs.ts';
import { app } from './names.ts';
import { priorities } from './priorities.ts';

/** Contracts of the sample systems. */
export const data = {
  orders: contracts.postgresqlDatabase('orders'),
  payments: contracts.mysqlDatabase('payments'),
  products: contracts.mongodbDatabase('products'),
  feed: contracts.cassandraKeyspace('feed'),
  events: contracts.queue('events'),
  answers: contracts.cache('answers'),
  uploads: contracts.bucket('uploads'),
  backups: contracts.bucket('backups'),
};

const common = { source: here(import.meta), priority: priorities.critical, storage: '20Gi' };
const size = { cpu: '1', memory: '2Gi' };
const backups = data.backups.write;
const operator = { name: 'operator', namespace: 'operators' };

/** One app for each system that runs inside a cluster. */
export const systems = {
  postgresql: postgres(app('orders-database', 'data', []), {
    ...common,
    contract: data.orders.contract,
    images: { server: 'registry.example.com/postgresql:17.1', pooler: 'registry.example.com/pgbouncer:1' },
    resources: size,
    connections: 100,
  }),
  mysql: mysqlOf('payments'),
  mongodb: mongodbOf({
    shards: 2,
    config: { cpu: '250m', memory: '1Gi', storage: '10Gi' },
    routers: { cpu: '500m', memory: '512Mi' },
  }),
  cassandra: cassandraOf('feed'),
  rabbitmq: rabbitmq(app('events-broker', 'data', []), {
    ...common,
    contract: data.events.contract,
    images: { server: 'rabbitmq:1' },
    resources: size,
  }),
  valkey: valkeyOf('cache'),
  seaweedfs: seaweedfs(app('uploads-bucket', 'data', []), {
    ...common,
    contract: data.uploads.contract,
    images: { server: 'seaweedfs:1' },
    resources: { cpu: '250m', memory: '1Gi' },
  }),
};

/** A MongoDB of one replica set, in place of that with shards. */
export const replicaSet = mongodbOf({ shards: 0 });

/** A MongoDB with these shards and accounts. */
export function mongodbOf(sharding: ShardingDefaults, accounts?: DatabaseAccounts<CommonRight>): App {
  return mongodb(app('products-database', 'data', []), {
    ...common,
    contract: contracts.mongodbDatabase('products', accounts).contract,
    operator,
    backups,
    images: { server: 'mongodb:1', backup: 'pbm:1', exporter: 'exporter:1', operator: 'operator:1' },
    resources: size,
    ...sharding,
  });
}

/** A PostgreSQL with a pooler, and accounts. */
export function postgresOf(accounts: DatabaseAccounts): App {
  return postgres(app('orders-database', 'data', []), {
    ...common,
    contract: contracts.postgresqlDatabase('orders', accounts).contract,
    images: { server: 'registry.example.com/postgresql:17.1', pooler: 'registry.example.com/pgbouncer:1' },
    resources: size,
    connections: 100,
  });
}

/** A MySQL for a contract of this name. */
export function mysqlOf(name: string, accounts?: DatabaseAccounts<CommonRight>): App {
  return mysql(app(`${name}-database`, 'data', []), {
    ...common,
    contract: contracts.mysqlDatabase(name, accounts).contract,
    operator,
    backups,
    images: {
      server: 'mysql:1',
      proxy: 'haproxy:1',
      backup: 'xtrabackup:1',
      exporter: 'exporter:1',
      operator: 'operator:1',
    },
    backupPriority: priorities.standard,
    resources: size,
    connections: 200,
    proxy: { cpu: '100m', memory: '128Mi' },
  });
}

/** A Cassandra for a contract of this name. */
export function cassandraOf(name: string): App {
  return cassandra(app(`${name}-database`, 'data', []), {
    ...common,
    contract: contracts.cassandraKeyspace(name).contract,
    backups,
    images: {
      server: 'registry.example.com/k8ssandra/cassandra:5.0.6-ubi@sha256:0',
      medusa: 'registry.example.com/k8ssandra/medusa:1@sha256:1',
      reaper: 'registry.example.com/thelastpickle/reaper:2@sha256:2',
    },
    resources: size,
  });
}

/** A Valkey as a cache, which keeps nothing, or as a broker with a volume. */
export function valkeyOf(purpose: 'cache' | 'broker'): App {
  const { storage, ...rest } = common;
  return valkey(app('answers-cache', 'data', []), {
    ...rest,
    contract: data.answers.contract,
    purpose,
    images: { server: 'valkey:1', exporter: 'exporter:1', proxy: 'haproxy:1' },
    resources: { cpu: '500m', memory: '1Gi' },
    ...(purpose === 'broker' && { storage }),
  });
}

/** The bucket of backups of a test: in S3 of AWS, unless the test says otherwise. */
export function exampleBucket(changes: Partial<BucketEndpoint> = {}): BucketEndpoint {
  return { kind: 'bucket', api: 's3', bucket: 'copies', host: '', port: 443, peer: 'internet', ...changes };
}

/** What differs from an ordinary cluster without users. */
interface Given extends Partial<Inputs['graph']> {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly bucket?: BucketEndpoint;
}

/** What a system is rendered from in a cluster, with its bucket of backups if it has one. */
export function systemInputs(system: App, cluster: ClusterFacts, given: Given = {}): Inputs {
  const inputs = exampleInputs(system, cluster, given.settings);
  const { backups } = system.uses;
  const bucket = given.bucket ?? exampleBucket();
  const uses = { ...inputs.graph.uses, ...(backups && { backups: { edge: backups, endpoint: bucket } }) };
  return { ...inputs, graph: { uses, usedBy: given.usedBy ?? [] } };
}

/** The objects of a system in a cluster. */
export function renderSystem(...given: Parameters<typeof systemInputs>): readonly Resource[] {
  return given[0].render(systemInputs(...given));
}

/** One object of several, by its kind and name. */
export function objectOf(objects: readonly Resource[], kind: string, name: string): Resource {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  return (
    found ?? assert.fail(`${kind}/${name} is not among ${objects.map((one) => `${one.kind}/${one.metadata.name}`)}`)
  );
}

/** The `spec` of one object of several, by its kind and name. */
export function specOf<S = Record<string, unknown>>(objects: readonly Resource[], kind: string, name: string): S {
  return objectOf(objects, kind, name).spec as S;
}
