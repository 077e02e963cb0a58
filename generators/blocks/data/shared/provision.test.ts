import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { App } from '../../../model/app.ts';
import type { Use } from '../../../model/inputs.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { cassandraOf, data, systemInputs, systems } from '../../../testing/systems.ts';
import { publicRoute } from '../../gateways/routes.ts';
import { dataSystem } from '../../monitoring/targets/dataSystem.ts';
import { type ScrapeTarget, scrapeTarget } from '../../monitoring/targets/scrape.ts';

const { backups } = data;
const identity = { to: 'cloud-identity' };

const facts = {
  postgresql: {
    provider: 'cloudnative-pg',
    onStandby: 'replica',
    contract: data.orders.contract,
    uses: { api: { to: 'kubernetes-api' } },
    ports: { postgres: 5432, status: 8000, metrics: 9187 },
    images: ['orders-database', 'pgbouncer'],
    scraped: { 'orders-database': 9187, 'orders-pooler-rw': 9127, 'orders-pooler-ro': 9127 },
  },
  mysql: {
    provider: 'percona',
    onStandby: 'absent',
    contract: data.payments.contract,
    uses: { backups: backups.write },
    ports: { write: 3306, read: 3307, metrics: 8404 },
    images: ['payments-server', 'payments-proxy', 'payments-backup', 'payments-exporter', 'payments-operator'],
    scraped: { 'payments-database': 8404, 'payments-database-servers': 9104 },
  },
  mongodb: {
    provider: 'percona',
    onStandby: 'absent',
    contract: data.products.contract,
    uses: { backups: backups.write, identity },
    ports: { mongodb: 27017 },
    images: ['products-server', 'products-backup', 'products-exporter', 'products-operator'],
    scraped: { 'products-database': 9216 },
  },
  cassandra: {
    provider: 'k8ssandra',
    onStandby: 'absent',
    contract: data.feed.contract,
    uses: { backups: backups.write, identity },
    ports: { cql: 9042, internode: 7000, management: 8080, metrics: 9000, medusa: 50051 },
    images: ['feed-database', 'feed-database-medusa', 'feed-database-reaper'],
    scraped: { 'feed-database': 9000, 'feed-database-reaper': 8081 },
  },
  rabbitmq: {
    provider: 'rabbitmq',
    onStandby: 'absent',
    contract: data.events.contract,
    uses: {},
    ports: { amqp: 5672, management: 15672, metrics: 15692, mapper: 4369, nodes: 25672 },
    images: ['events-broker'],
    scraped: { 'events-broker': 15692 },
  },
  valkey: {
    provider: 'valkey',
    onStandby: 'absent',
    contract: data.answers.contract,
    uses: {},
    ports: { valkey: 6379, sentinel: 26379, exporter: 9121, proxy: 8404 },
    images: ['valkey', 'valkey-exporter', 'valkey-proxy'],
    scraped: { 'answers-cache': 9121, 'answers-cache-proxy': 8404 },
  },
  seaweedfs: {
    provider: 'seaweedfs',
    onStandby: 'absent',
    contract: data.uploads.contract,
    uses: {},
    ports: { s3: 8333, metrics: 9327 },
    images: ['seaweedfs'],
    scraped: { 'uploads-bucket': 9327 },
  },
} satisfies Record<keyof typeof systems, unknown>;

for (const [name, expected] of Object.entries(facts)) {
  test(`${name}: its provider, what it does on a standby cluster, what it uses, its ports, images and metrics`, () => {
    const system: App = systems[name as keyof typeof systems];
    const { provider, onStandby, contract } = system.provides ?? assert.fail();
    const images = Object.keys(system.images);
    const declared = system.declares?.(systemInputs(system, exampleClusters.aws)) ?? [];
    const of = (kind: { readonly name: string }) =>
      declared.flatMap(({ fact, value }) => (fact === kind.name ? [value] : []));
    const targets = of(scrapeTarget) as ScrapeTarget[];
    assert.equal(of(dataSystem).length, 1, 'dashboards show it');
    assert.deepEqual(of(publicRoute), [], 'gateways reach no data system');
    const scraped = Object.fromEntries(targets.map(({ name, port }) => [name, port]));
    const found = { provider, onStandby, contract, uses: system.uses, ports: system.ports({}, {}), images, scraped };
    assert.deepEqual(found, expected);
  });
}

test('the operator of PostgreSQL alone hands over between clusters, as settings say', () => {
  const handover = (settings: Record<string, unknown>) => systems.postgresql.provides?.handover?.(settings);
  assert.deepEqual(handover({}), {});
  assert.deepEqual(handover({ handOverTo: 'ohio' }), { to: 'ohio' });
  assert.deepEqual(handover({ takeOverFrom: 'iowa' }), { from: 'iowa' });
});

test('a database without an edge to a bucket of backups is an error that names it', () => {
  for (const system of [systems.mysql, systems.mongodb, cassandraOf('feed')]) {
    const inputs = systemInputs(system, exampleClusters.aws);
    const edge = data.orders.readWrite;
    const database = systems.postgresql.provides?.endpoint(edge, {}, someUser) ?? assert.fail();
    const unfit: Record<string, Use> = { backups: { edge, endpoint: database } };
    for (const uses of [{}, unfit]) {
      assert.throws(() => system.render({ ...inputs, graph: { uses, usedBy: [] } }), {
        name: 'Failure',
        message: /(payments|products|feed-database) declares no edge to a bucket for its backups$/,
      });
    }
  }
});

test('systems of three zones have nothing to note', () => {
  for (const system of Object.values<App>(systems)) {
    const backup = { bucket: 'b', retention: '30d', schedule: '0 0 3 * * *' };
    const settings = system === systems.postgresql ? { backup } : {};
    const notes = system.notes(systemInputs(system, exampleClusters.aws, { settings }));
    assert.deepEqual(notes, system === systems.seaweedfs ? notes : [], system.name);
  }
});
