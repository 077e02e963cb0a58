import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { App } from '../../../model/app.ts';
import type { Resource } from '../../../model/resource.ts';
import { linkedBroker, brokerUser as user } from '../../../testing/linkedBroker.ts';
import { queue } from '../../names.ts';

const work = queue('work', { queues: ['emails'], topics: ['purchases'] });
const { emails } = work.queues;
const { purchases } = work.topics;

/** The objects of the broker, and the queue or exchange and the Secret that an app is told of. */
const linked = (...given: readonly [apps: readonly App[], off?: Parameters<typeof linkedBroker>[2]]) => {
  const { objects, told } = linkedBroker(work.contract, ...given);
  return {
    objects,
    told: (name: string, alias: string) => {
      const endpoint = told(name, alias);
      return [endpoint.queue, endpoint.credentials.key] as const;
    },
  };
};

const specs = (objects: readonly Resource[], kind: string) =>
  Object.fromEntries(objects.filter((one) => one.kind === kind).map(({ metadata, spec }) => [metadata.name, spec])) as {
    [name: string]: Readonly<Record<string, unknown>>;
  };
const namesOf = (objects: readonly Resource[], kind: string) =>
  Object.values(specs(objects, kind)).map(({ name }) => name);
/** What is bound: from which exchange each queue gets its messages. */
const boundIn = (objects: readonly Resource[]) =>
  Object.fromEntries(Object.values(specs(objects, 'Binding')).map(({ destination, source }) => [destination, source]));
const rightsIn = (objects: readonly Resource[]) =>
  Object.fromEntries(
    Object.entries(specs(objects, 'Permission')).map(([name, { permissions }]) => [name, permissions]),
  );

test('each queue has its exchange, its policy and its dead letters; a topic has an exchange alone', () => {
  const { objects } = linked([]);
  assert.deepEqual(boundIn(objects), {
    work: 'work',
    'work.dead': 'work.dead',
    emails: 'emails',
    'emails.dead': 'emails.dead',
  });
  assert.deepEqual(namesOf(objects, 'Exchange').sort(), ['emails', 'emails.dead', 'purchases', 'work', 'work.dead']);
  assert.deepEqual(namesOf(objects, 'Queue').sort(), namesOf(objects, 'Policy').sort());
  assert.deepEqual(Object.keys(specs(objects, 'Queue')), ['work', 'work-dead', 'work.emails', 'work.emails.dead']);
  assert.deepEqual(rightsIn(objects), {
    'work-publish': { configure: '^$', write: '^work$', read: '^$' },
    'work-consume': { configure: '^$', write: '^$', read: '^work$' },
  });
});

test('whoever subscribes has a queue of its own with every message of the topic, and its own dead letters', () => {
  const uses = { purchases: purchases.subscribe };
  const { objects, told } = linked([user('search', uses), user('ledger', uses)]);
  const bound = boundIn(objects);
  for (const name of ['search', 'ledger']) {
    const own = `purchases.${name}`;
    assert.deepEqual([bound[own], bound[`${own}.dead`]], ['purchases', `${own}.dead`]);
    assert.equal(specs(objects, 'Binding')[`work.${own}`]?.routingKey, '#');
    assert.partialDeepStrictEqual(specs(objects, 'Queue')[`work.${own}`], {
      name: own,
      type: 'quorum',
      durable: true,
      deletionPolicy: 'retain',
    });
    assert.partialDeepStrictEqual(specs(objects, 'Policy')[`work.${own}`], {
      pattern: `^purchases\\.${name}$`,
      definition: { 'dead-letter-exchange': `${own}.dead`, 'dead-letter-strategy': 'at-least-once' },
    });
    assert.deepEqual(rightsIn(objects)[`work.${name}`], {
      configure: '^$',
      write: '^$',
      read: `^purchases\\.${name}$`,
    });
    assert.deepEqual(told(name, 'purchases'), [own, `work.${name}-user-credentials`]);
  }
});

test('of an app that does not run here no queue fills up', () => {
  const uses = { purchases: purchases.subscribe };
  const { objects } = linked([user('search', uses), user('ledger', uses)], { ledger: { enabled: false } });
  assert.match(JSON.stringify(objects), /purchases\.search/);
  assert.doesNotMatch(JSON.stringify(objects), /ledger/);
});

test('who uses a broker in several ways has one user for all of them, and no right beyond them', () => {
  const uses = { push: work.consume, emails: emails.consume, again: emails.publish, purchases: purchases.subscribe };
  const { objects, told } = linked([user('worker', uses)]);
  assert.deepEqual(rightsIn(objects)['work.worker'], {
    configure: '^$',
    write: '^emails$',
    read: '^(emails|work|purchases\\.worker)$',
  });
  assert.deepEqual(
    Object.keys(uses).map((alias) => told('worker', alias)),
    ['work', 'emails', 'emails', 'purchases.worker'].map((name) => [name, 'work.worker-user-credentials']),
  );
  assert.deepEqual(specs(objects, 'Permission')['work.worker']?.userReference, { name: 'work.worker' });
});

for (const [title, uses, rights] of [
  ['publishes to a queue', { a: emails.publish }, { write: '^emails$', read: '^$' }],
  ['consumes a queue', { a: emails.consume }, { write: '^$', read: '^emails$' }],
  ['shares a queue', { a: emails.share }, { write: '^$', read: '^emails$' }],
  ['names one use twice', { a: emails.share, b: emails.share }, { write: '^$', read: '^emails$' }],
  ['publishes to a topic', { a: purchases.publish }, { write: '^purchases$', read: '^$' }],
  ['publishes to the queue of the contract', { a: work.publish }, { write: '^work$', read: '^$' }],
] as const) {
  test(`who ${title} has a user that may do that alone`, () => {
    const { objects, told } = linked([user('shop', uses)]);
    assert.equal(told('shop', 'a')[1], 'work.shop-user-credentials');
    assert.deepEqual(rightsIn(objects)['work.shop'], { configure: '^$', ...rights });
  });
}

const alone = queue('alone');
for (const [title, uses, secret] of [
  ['publishes', { a: alone.publish }, 'alone-publish-user-credentials'],
  ['consumes', { a: alone.share }, 'alone-consume-user-credentials'],
  ['does both', { a: alone.publish, b: alone.consume }, 'alone.shop-user-credentials'],
] as const) {
  test(`of a broker with one queue, who ${title} logs in by the Secret ${secret}`, () => {
    const { objects, told } = linkedBroker(alone.contract, [user('shop', uses)]);
    assert.equal(told('shop', 'a').credentials.key, secret);
    assert.ok(secret.replace(/-user-credentials$/, '') in specs(objects, 'User'));
    assert.equal('alone.shop' in specs(objects, 'User'), title === 'does both');
  });
}

test('a job is a user of its own', () => {
  const { objects } = linked([user('shop', { emails: emails.publish }, { a: emails.publish, b: purchases.publish })]);
  assert.deepEqual(rightsIn(objects)['work.shop-job'], {
    configure: '^$',
    write: '^(emails|purchases)$',
    read: '^$',
  });
});

test('every user that somebody is told of is there, and nobody may do what it does not declare', () => {
  const apps = [
    user('api', { a: work.publish, b: purchases.publish }),
    user('worker', { a: work.share, b: emails.consume }),
    user('mailer', { a: work.share }),
    user('search', { a: purchases.subscribe }),
    user('ledger', { a: purchases.subscribe, b: emails.publish }),
  ];
  const { objects, told } = linked(apps);
  const names = [...namesOf(objects, 'Queue'), ...namesOf(objects, 'Exchange')] as string[];
  const ends = { publish: 'write', consume: 'read', subscribe: 'read' } as const;
  for (const { name, uses } of apps) {
    const allowed = { write: new Set<string>(), read: new Set<string>() };
    for (const [alias, edge] of Object.entries(uses)) {
      if (edge.to === 'queue') allowed[ends[edge.access]].add(told(name, alias)[0]);
    }
    for (const alias of Object.keys(uses)) {
      const of = told(name, alias)[1].replace(/-user-credentials$/, '');
      assert.ok(of in specs(objects, 'User'), `${name}: ${of}`);
      const rights = specs(objects, 'Permission')[of]?.permissions as Record<'write' | 'read' | 'configure', string>;
      for (const right of ['write', 'read'] as const) {
        const may = new Set(names.filter((one) => new RegExp(rights[right]).test(one)));
        assert.deepEqual(may, allowed[right], `${name} ${right}`);
      }
      assert.deepEqual(
        names.filter((one) => new RegExp(rights.configure).test(one)),
        [],
      );
    }
  }
});

test('no object takes the name of another, whatever apps are called', () => {
  const uses = { a: purchases.subscribe, b: emails.consume, c: work.consume };
  const { objects } = linked([user('dead', uses), user('emails', uses), user('publish', uses)]);
  const all = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  assert.deepEqual(
    all.filter((one, index) => all.indexOf(one) !== index),
    [],
  );
});
