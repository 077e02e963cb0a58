import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app } from '../testing/names.ts';
import * as names from './names.ts';

test('an app is its name, tier, ports and keys, and needs no keys', () => {
  const keys = { token: names.random(), salt: names.random('hex'), file: names.given('a .p8 file'), id: names.given() };
  assert.deepEqual(app('shop', 'backend', ['http'], keys), {
    name: 'shop',
    tier: 'backend',
    ports: ['http'],
    keys: {
      token: { kind: 'random', format: 'text' },
      salt: { kind: 'random', format: 'hex' },
      file: { kind: 'given', what: 'a .p8 file' },
      id: { kind: 'given' },
    },
  });
  assert.deepEqual(app('shop', 'backend', []).keys, {});
  assert.equal(names.keysInWords(keys), 'token, salt, file (a .p8 file) and id');
});

for (const [kind, contract] of [
  ['postgresql', names.postgresqlDatabase('users')],
  ['mysql', names.mysqlDatabase('users')],
  ['mongodb', names.mongodbDatabase('users')],
  ['cassandra', names.cassandraKeyspace('users')],
] as const) {
  test(`a ${kind} database has an edge for each access`, () => {
    const edge = (access: string) => ({ to: 'database', contract: { kind, name: 'users' }, access });
    const { as: _, ...edges } = contract;
    assert.deepEqual(edges, {
      contract: { kind, name: 'users' },
      readWrite: edge('read-write'),
      readOnly: edge('read-only'),
      direct: edge('direct'),
    });
  });
}

test('an account of a database has the same edges, and one that replicates has that with a session of its own', () => {
  const accounts = { reports: ['read'], capture: ['read', 'replicate'] } as const;
  const users = names.postgresqlDatabase('users', accounts);
  const contract = { kind: 'postgresql', name: 'users', accounts };
  const edge = (access: string, account: string) => ({ to: 'database', contract, access, account });
  assert.deepEqual(users.as('reports'), {
    readWrite: edge('read-write', 'reports'),
    readOnly: edge('read-only', 'reports'),
    direct: edge('direct', 'reports'),
  });
  assert.deepEqual(users.as('capture').direct, edge('direct', 'capture'));
  // @ts-expect-error: through a pooler nobody replicates.
  assert.ok(users.as('capture').readOnly);
  // @ts-expect-error: nobody declares it.
  assert.ok(users.as('report'));
  // @ts-expect-error: no account of MySQL makes others.
  assert.ok(names.mysqlDatabase('users', { admin: ['create-roles'] }));
  // @ts-expect-error: there is no such right.
  assert.ok(names.mongodbDatabase('users', { reports: ['reed'] }));
});

test('a queue has an edge for each use; a broker has more of them, and topics', () => {
  const contract = { kind: 'queue', name: 'one', queues: ['one', 'two'], topics: ['all'] };
  const edgesOf = (queue: string) => ({
    publish: { to: 'queue', contract, queue, access: 'publish' },
    consume: { to: 'queue', contract, queue, access: 'consume' },
    share: { to: 'queue', contract, queue, access: 'consume', shared: true },
  });
  assert.deepEqual(names.queue('one', { queues: ['two'], topics: ['all'] }), {
    contract,
    ...edgesOf('one'),
    queues: { two: edgesOf('two') },
    topics: {
      all: {
        publish: { to: 'queue', contract, topic: 'all', access: 'publish' },
        subscribe: { to: 'queue', contract, topic: 'all', access: 'subscribe' },
      },
    },
  });
  const alone = names.queue('one');
  assert.deepEqual([alone.contract.queues, alone.contract.topics, alone.queues, alone.topics], [['one'], [], {}, {}]);
});

for (const [title, more] of [
  ['a second queue of its own name', { queues: ['one'] }],
  ['two queues of one name', { queues: ['two', 'two'] }],
  ['a topic that is called like a queue', { queues: ['two'], topics: ['two'] }],
  ['a topic of its own name', { topics: ['one'] }],
] as const) {
  test(`a broker with ${title} is refused`, () => {
    const twice = [...('queues' in more ? more.queues : []), ...('topics' in more ? more.topics : [])].at(-1);
    assert.throws(() => names.queue('one', more), {
      name: 'Failure',
      message: `The broker one has two of the name ${twice}`,
      fix: 'Give one of the two another name.',
    });
  });
}

test('caches, buckets and stores of logs have an edge for each use', () => {
  const contract = (kind: string) => ({ kind, name: 'one' });
  assert.deepEqual(names.cache('one'), {
    contract: contract('cache'),
    use: { to: 'cache', contract: contract('cache') },
    work: { to: 'cache', contract: contract('cache'), access: 'work' },
  });
  assert.deepEqual(names.bucket('one'), {
    contract: contract('bucket'),
    read: { to: 'bucket', contract: contract('bucket'), access: 'read' },
    write: { to: 'bucket', contract: contract('bucket'), access: 'write' },
    sign: { to: 'bucket', contract: contract('bucket'), access: 'sign' },
  });
  assert.deepEqual(names.logStore('one'), {
    contract: contract('logs'),
    write: { to: 'logs', contract: contract('logs') },
  });
  assert.deepEqual(names.searchEngine('one'), {
    contract: contract('search'),
    use: { to: 'search', contract: contract('search') },
  });
});

test('edges to apps, to the internet, to the cloud and to Kubernetes', () => {
  const target = app('shop', 'backend', ['http']);
  assert.deepEqual(names.calls(target, 'http'), { to: 'app', app: target, port: 'http' });
  const keys = { token: names.given() };
  assert.deepEqual(names.internet('stripe', { ports: [443], keys }), {
    to: 'internet',
    name: 'stripe',
    ports: [443],
    keys,
  });
  assert.deepEqual(names.internet('push', { ports: [443], networks: ['17.0.0.0/8'] }), {
    to: 'internet',
    name: 'push',
    ports: [443],
    networks: ['17.0.0.0/8'],
    keys: {},
  });
  assert.deepEqual([names.cloudIdentity.to, names.kubernetesApi.to], ['cloud-identity', 'kubernetes-api']);
});
