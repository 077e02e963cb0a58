import assert from 'node:assert/strict';
import { test } from 'node:test';
import { externalEndpoint } from '../../../link/external.ts';
import type { App } from '../../../model/app.ts';
import type { ContractEdge } from '../../../model/edge.ts';
import type { Endpoint } from '../../../model/endpoint.ts';
import type { ContractSettings } from '../../../model/settings/index.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { data, replicaSet, systemInputs, systems } from '../../../testing/systems.ts';
import { authorityFiles } from '../../authority.ts';
import { bind } from '../../bindings.ts';

const inputs = systemInputs(systems.postgresql, exampleClusters.aws);
const bound = (edge: ContractEdge, endpoint: Endpoint) => bind<ContractEdge>({ edge, endpoint }, inputs);
const inside = (system: App, edge: ContractEdge) =>
  bound(
    edge,
    system.provides?.endpoint(edge, settingsOf(system), someUser) ?? assert.fail(`${system.name} provides nothing`),
  );
const settingsOf = (system: App) => systemInputs(system, exampleClusters.aws).settings;
const urlOf = (binding: object) => (binding as { url: { template: string } }).url.template;

const encoded = (variable: string) => `{{ .${variable} | urlquery | replace "+" "%20" }}`;
const login = (name: string) => `${encoded(`${name}_username`)}:${encoded(`${name}_password`)}`;

const { postgresql, mysql, mongodb, cassandra, rabbitmq, valkey } = systems;
const { orders, payments, products, feed, events, answers, uploads } = data;
const domain = 'data.svc.cluster.local';
const [order, payment, product] = [login('orders'), login('payments'), login('products')];
const verified = 'sslmode=verify-full&sslrootcert=/etc/authorities/orders.crt';
const productsFile = '/etc/authorities/products.crt';
const [secure, mongo] = ['ssl-mode=REQUIRED', 'tls=true&authSource=admin'];

for (const [system, edge, url] of [
  [postgresql, orders.readWrite, `postgresql://${order}@orders-pooler-rw.${domain}:5432/orders?${verified}`],
  [postgresql, orders.readOnly, `postgresql://${order}@orders-pooler-ro.${domain}:5432/orders?${verified}`],
  [postgresql, orders.direct, `postgresql://${order}@orders-rw.${domain}:5432/orders?${verified}`],
  [
    mysql,
    payments.readWrite,
    `mysql://${payment}@payments-haproxy.${domain}:3306/payments?ssl-mode=VERIFY_CA&ssl-ca=/etc/authorities/payments.crt`,
  ],
  [
    mysql,
    payments.readOnly,
    `mysql://${payment}@payments-haproxy.${domain}:3307/payments?ssl-mode=VERIFY_CA&ssl-ca=/etc/authorities/payments.crt`,
  ],
  [
    mongodb,
    products.readWrite,
    `mongodb://${product}@products-mongos.${domain}:27017/products?${mongo}&tlsCAFile=${productsFile}`,
  ],
  [
    mongodb,
    products.readOnly,
    `mongodb://${product}@products-mongos.${domain}:27017/products?${mongo}&tlsCAFile=${productsFile}&readPreference=secondaryPreferred`,
  ],
  [
    replicaSet,
    products.readWrite,
    `mongodb://${product}@products-rs0.${domain}:27017/products?${mongo}&tlsCAFile=${productsFile}&replicaSet=rs0`,
  ],
  [
    replicaSet,
    products.readOnly,
    `mongodb://${product}@products-rs0.${domain}:27017/products?${mongo}&tlsCAFile=${productsFile}&replicaSet=rs0&readPreference=secondaryPreferred`,
  ],
  [cassandra, feed.readWrite, `cassandra://${login('feed')}@feed-dc1-service.${domain}:9042/feed`],
  [rabbitmq, events.publish, `amqp://${login('events')}@events-broker.${domain}:5672`],
  [valkey, answers.use, `redis://:${encoded('answers_password')}@answers-cache.${domain}:6379`],
] as const) {
  const use = 'access' in edge ? edge.access : 'use';
  const shape = system === replicaSet ? ' without shards' : '';
  test(`${edge.contract.kind}${shape}, ${use}: the address in the cluster has TLS where its driver takes it from there`, () => {
    assert.equal(urlOf(inside(system, edge)), url);
  });
}

const common = { provider: 'external', host: 'primary.example.com', secret: 'entry', networks: ['10.20.0.0/16'] };
const database = { ...common, readOnlyHost: 'replicas.example.com', database: 'shop' };
const broker = { ...common, port: 5671, tls: true };
const external = (edge: ContractEdge, settings: object) =>
  bound(edge, externalEndpoint(edge, settings as unknown as ContractSettings, someUser));

for (const [edge, settings, url] of [
  [
    orders.readWrite,
    { ...database, port: 6432 },
    `postgresql://${order}@primary.example.com:6432/shop?sslmode=require`,
  ],
  [
    orders.readOnly,
    { ...database, port: 5432 },
    `postgresql://${order}@replicas.example.com:5432/shop?sslmode=require`,
  ],
  [orders.direct, { ...database, port: 5432 }, `postgresql://${order}@primary.example.com:5432/shop?sslmode=require`],
  [
    orders.readOnly,
    { ...common, port: 5432, database: 'shop' },
    `postgresql://${order}@primary.example.com:5432/shop?sslmode=require`,
  ],
  [payments.readWrite, { ...database, port: 3306 }, `mysql://${payment}@primary.example.com:3306/shop?${secure}`],
  [payments.readOnly, { ...database, port: 3306 }, `mysql://${payment}@replicas.example.com:3306/shop?${secure}`],
  [products.readWrite, { ...database, port: 27017 }, `mongodb://${product}@primary.example.com:27017/shop?${mongo}`],
  [
    products.readOnly,
    { ...database, port: 27017 },
    `mongodb://${product}@replicas.example.com:27017/shop?${mongo}&readPreference=secondaryPreferred`,
  ],
  [
    products.readWrite,
    { ...database, port: 27017, replicaSet: 'shop-0' },
    `mongodb://${product}@primary.example.com:27017/shop?${mongo}&replicaSet=shop-0`,
  ],
  [feed.readWrite, { ...database, port: 9042 }, `cassandra://${login('feed')}@primary.example.com:9042/shop`],
  [events.consume, broker, `amqps://${login('events')}@primary.example.com:5671`],
  [events.publish, { ...broker, port: 5672, tls: false }, `amqp://${login('events')}@primary.example.com:5672`],
  [answers.use, { ...broker, port: 6380 }, `rediss://:${encoded('answers_password')}@primary.example.com:6380`],
  [
    answers.use,
    { ...broker, port: 6379, tls: false },
    `redis://:${encoded('answers_password')}@primary.example.com:6379`,
  ],
] as const) {
  const use = 'access' in edge ? edge.access : 'use';
  test(`${edge.contract.kind}, ${use}: the address outside leads to ${url.replace(/^.*@/, '')}`, () => {
    assert.equal(urlOf(external(edge, settings)), url);
  });
}

test('credentials of an address come from one entry: inside from a Secret of the cluster, outside from the secret manager', () => {
  const sources = (binding: object) => (binding as { url: { from: object } }).url.from;
  const refs = (store: string, key: string) => ({
    orders_username: { store, key, property: 'username' },
    orders_password: { store, key, property: 'password' },
  });
  assert.deepEqual(sources(inside(postgresql, orders.readWrite)), refs('cluster-secrets', 'orders-app'));
  assert.deepEqual(sources(external(orders.readWrite, { ...database, port: 5432 })), refs('secrets', 'entry'));
});

test('the authority of a private certificate is in the Secret of the operator, or in the entry that is named', () => {
  const fileOf = (edge: ContractEdge, endpoint: Endpoint) =>
    Object.values(authorityFiles({ graph: { uses: { one: { edge, endpoint } }, usedBy: [] } })).flatMap(Object.entries);
  const from = (system: App, edge: ContractEdge) =>
    fileOf(edge, system.provides?.endpoint(edge, {}, someUser) ?? assert.fail());
  const file = (name: string, store: string, key: string) => {
    const variable = `${name}_ca_crt`;
    const value = { template: `{{ .${variable} }}`, from: { [variable]: { store, key, property: 'ca.crt' } } };
    return [[`${name}.crt`, value]];
  };
  assert.deepEqual(from(postgresql, orders.direct), file('orders', 'cluster-secrets', 'orders-ca'));
  assert.deepEqual(from(mysql, payments.readWrite), file('payments', 'cluster-secrets', 'payments-ssl'));
  const settings = { ...database, port: 3306 };
  const outside = (more: object) =>
    fileOf(
      payments.readWrite,
      externalEndpoint(payments.readWrite, { ...settings, ...more } as unknown as ContractSettings, someUser),
    );
  assert.deepEqual([outside({}), outside({ authority: 'ours' })], [[], file('payments', 'secrets', 'ours')]);
});

test('a client that understands Sentinel gets its address as well; outside there is none', () => {
  const sentinel = (binding: object) => (binding as { sentinel?: object }).sentinel;
  assert.deepEqual(sentinel(inside(valkey, answers.use)), {
    host: `answers-cache-members.${domain}`,
    port: 26379,
    name: 'answers',
  });
  assert.equal(sentinel(external(answers.use, broker)), undefined);
});

test('a bucket has keys where its provider gives some, and else none', () => {
  const keysOf = (binding: object) => (binding as { keys?: Record<string, { from: object }> }).keys;
  const keys = keysOf(inside(systems.seaweedfs, uploads.write));
  assert.deepEqual(
    Object.values(keys ?? {}).map(({ from }) => Object.values(from)),
    ['accessKey', 'secretKey'].map((property) => [
      { store: 'cluster-secrets', key: 'uploads-bucket-credentials', property },
    ]),
  );
  const bucket = { provider: 'external', api: 's3', bucket: 'files' };
  assert.deepEqual(external(uploads.write, bucket), {
    api: 's3',
    bucket: 'files',
    host: '',
    port: 443,
    keys: undefined,
  });
});
