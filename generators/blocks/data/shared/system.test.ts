import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { App } from '../../../model/app.ts';
import type { Edge } from '../../../model/edge.ts';
import type { Inputs } from '../../../model/inputs.ts';
import { exampleClusters } from '../../../testing/clusters.ts';
import { someUser } from '../../../testing/edgeUser.ts';
import { exampleInputs } from '../../../testing/inputs.ts';
import { app } from '../../../testing/names.ts';
import * as contracts from '../../names.ts';
import { declarePriorities } from '../../priority.ts';
import { here } from '../../source.ts';
import { cassandra } from '../cassandra/cassandra.ts';
import { mongodb } from '../mongodb/mongodb.ts';
import { mysql } from '../mysql/mysql.ts';
import { postgres } from '../postgres/postgres.ts';
import { rabbitmq } from '../rabbitmq/rabbitmq.ts';
import { seaweedfs } from '../seaweedfs/seaweedfs.ts';
import { valkey } from '../valkey/valkey.ts';

const { servers, copies } = declarePriorities({
  servers: { value: 2, preempts: true, description: 'Of servers.' },
  copies: { value: 1, preempts: false, description: 'Of backups.' },
});
const name = app('store', 'media', []);
const size = { cpu: '1', memory: '2Gi' };
const image = 'registry.example.com/team/server:5.0.6';
const common = { source: here(import.meta), priority: servers, storage: '20Gi', resources: size };
const backups = contracts.bucket('backups').write;
const percona = { ...common, backups, operator: { name: 'operator', namespace: 'operators' } };
const [orders, events] = [contracts.postgresqlDatabase('orders'), contracts.queue('events')];
const [payments, products] = [contracts.mysqlDatabase('payments'), contracts.mongodbDatabase('products')];
const [feed, answers] = [contracts.cassandraKeyspace('feed'), contracts.cache('answers')];
const files = contracts.bucket('files');

const systems: readonly (readonly [string, App, edge: Extract<Edge, { contract: unknown }>])[] = [
  [
    'PostgreSQL',
    postgres(name, {
      ...common,
      contract: orders.contract,
      images: { server: image, pooler: image },
      connections: 100,
    }),
    orders.readWrite,
  ],
  [
    'MySQL',
    mysql(name, {
      ...percona,
      contract: payments.contract,
      images: { server: image, proxy: image, backup: image, exporter: image, operator: image },
      backupPriority: copies,
      connections: 100,
      proxy: size,
    }),
    payments.readWrite,
  ],
  [
    'MongoDB',
    mongodb(name, {
      ...percona,
      contract: products.contract,
      images: { server: image, backup: image, exporter: image, operator: image },
      shards: 1,
      config: { ...size, storage: '10Gi' },
      routers: size,
    }),
    products.readWrite,
  ],
  [
    'Cassandra',
    cassandra(name, {
      ...common,
      contract: feed.contract,
      images: { server: image, medusa: image, reaper: image },
      backups,
    }),
    feed.readWrite,
  ],
  ['RabbitMQ', rabbitmq(name, { ...common, contract: events.contract, images: { server: image } }), events.publish],
  [
    'Valkey',
    valkey(name, {
      ...common,
      contract: answers.contract,
      purpose: 'broker',
      images: { server: image, exporter: image, proxy: image },
    }),
    answers.use,
  ],
  ['SeaweedFS', seaweedfs(name, { ...common, contract: files.contract, images: { server: image } }), files.read],
];

function inputsOf(system: App): Inputs {
  const endpoint = { kind: 'bucket', api: 's3', bucket: 'copies', host: '', port: 443, peer: 'internet' } as const;
  const inputs = exampleInputs(system, exampleClusters.aws);
  const uses = { ...inputs.graph.uses, ...(system.uses.backups && { backups: { edge: backups, endpoint } }) };
  return { ...inputs, graph: { uses, usedBy: [] } };
}

/** The distinct values of a field, wherever it stands. */
function valuesOf(field: RegExp, value: unknown): unknown[] {
  const found = new Set<unknown>();
  JSON.stringify(value, (key, one) => {
    if (field.test(key)) found.add(one);
    return one;
  });
  return [...found].sort();
}

for (const [title, system, edge] of systems) {
  test(`${title} is in the namespace of its app's tier, and so is what its users reach and fetch`, () => {
    const objects = system.render(inputsOf(system));
    assert.deepEqual(valuesOf(/^namespace$/, objects), ['media']);
    assert.doesNotMatch(JSON.stringify(objects), /\.data\.svc/);
    const { host, peer } = system.provides?.endpoint(edge, {}, someUser) ?? assert.fail();
    assert.ok(host.endsWith('.media.svc.cluster.local'), host);
    assert.equal(typeof peer === 'object' && 'pods' in peer && peer.pods.namespace, 'media');
  });

  test(`pods of ${title} have the declared priority, whatever it is called`, () => {
    const classes = valuesOf(/priorityClassName$/i, system.render(inputsOf(system)));
    assert.deepEqual(classes, title === 'MySQL' ? ['shop-copies', 'shop-servers'] : ['shop-servers']);
  });

  test(`no pod of ${title} is without a PriorityClass`, () => {
    const templates = system.render(inputsOf(system)).flatMap(({ spec }) => {
      const { template } = (spec ?? {}) as { template?: { spec?: { priorityClassName?: string } } };
      return template?.spec ? [template.spec.priorityClassName] : [];
    });
    assert.deepEqual(
      templates,
      templates.map(() => 'shop-servers'),
    );
  });

  test(`every image of ${title} can be replaced by images.yaml`, () => {
    const images = Object.fromEntries(Object.keys(system.images).map((key) => [key, image.replace('5.0.6', '5.0.7')]));
    const text = JSON.stringify(system.render({ ...inputsOf(system), images }));
    assert.match(text, /5\.0\.7/);
    assert.doesNotMatch(text, /5\.0\.6/);
  });
}
