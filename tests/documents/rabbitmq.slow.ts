import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { queue } from '../../generators/blocks/names.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { brokerUser, linkedBroker } from '../../generators/testing/linkedBroker.ts';
import { until } from '../../lab/until.ts';
import { type Machine, openMachine } from './machine.ts';
import { built, distinct } from './production.ts';
import { type Broker, startBroker } from './rabbitmq/broker.ts';
import { type BrokerClient, brokerClient } from './rabbitmq/client.ts';
import { declare } from './rabbitmq/declare.ts';

// A real RabbitMQ runs with the generated configuration, and has the generated objects.

const order = ['Exchange', 'Queue', 'Binding', 'Policy', 'User', 'Permission'];
const brokers = distinct(
  built.filter(({ object }) => object.kind === 'RabbitmqCluster'),
  ({ object }) => (object.spec as { rabbitmq: unknown }).rabbitmq,
);

for (const { cluster, object } of brokers) {
  const { additionalConfig } = (object.spec as { rabbitmq: { additionalConfig: string } }).rabbitmq;
  const isOfIt = ({ spec }: Resource) =>
    (spec as { rabbitmqClusterReference?: { name: string } })?.rabbitmqClusterReference?.name === object.metadata.name;
  const objects = built
    .filter((one) => one.cluster === cluster && isOfIt(one.object))
    .map((one) => one.object)
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));

  describe(`${object.metadata.name} of ${cluster}`, () => {
    let machine: Machine;
    let broker: Broker;
    const queueAt = async (name: string) =>
      (await broker.call('GET', `queues/%2F/${name}`)).body as Readonly<Record<string, unknown>>;
    const publish = (user: string) =>
      broker.call(
        'POST',
        'exchanges/%2F/events/publish',
        { properties: {}, routing_key: 'any.key', payload: 'hello', payload_encoding: 'string' },
        user,
      );
    const take = (user: string, name: string, ackmode = 'ack_requeue_false') =>
      broker.call('POST', `queues/%2F/${name}/get`, { count: 1, ackmode, encoding: 'auto' }, user);
    before(async () => {
      machine = await openMachine();
      broker = await startBroker(machine, additionalConfig);
    });
    after(() => machine?.stop());

    test('the broker has the limit of free disk that is generated', async () => {
      const limit = Number(/^disk_free_limit.absolute = (\d+)$/m.exec(additionalConfig)?.[1]);
      await until('it reports the limit', 20, async () => {
        const [node] = (await broker.call('GET', 'nodes')).body as { disk_free_limit?: number }[];
        return node?.disk_free_limit === limit || `${node?.disk_free_limit}, not ${limit}`;
      });
    });

    test('a queue that names no type is a quorum queue', async () => {
      await broker.call('PUT', 'queues/%2F/untyped', { durable: true });
      assert.equal((await queueAt('untyped')).type, 'quorum');
    });

    for (const time of ['at first', 'again']) {
      test(`every object is declared ${time}`, async () => {
        assert.deepEqual(
          objects.map(({ kind }) => kind).filter((kind, index, all) => all.indexOf(kind) === index),
          order,
        );
        for (const one of objects) {
          const { status, body } = await declare(broker, one);
          assert.ok([201, 204].includes(status), `${one.kind} ${one.metadata.name}: ${JSON.stringify(body)}`);
        }
      });
    }

    for (const { metadata, spec } of objects.filter(({ kind }) => kind === 'Policy')) {
      test(`the policy ${metadata.name} applies to its queue, with every part of its definition`, async () => {
        const { name, definition } = spec as { name: string; definition: unknown };
        await until('it applies', 30, async () => (await queueAt(name)).policy === name || 'no policy');
        assert.deepEqual((await queueAt(name)).effective_policy_definition, definition);
      });
    }

    test('who publishes can only publish, who consumes can only consume', async () => {
      const { status, body } = await publish('events-publish');
      assert.deepEqual({ status, body }, { status: 200, body: { routed: true } });
      const refused = [
        await take('events-publish', 'events'),
        await publish('events-consume'),
        await take('events-consume', 'events.dead'),
        ...(await Promise.all(
          ['events-publish', 'events-consume'].flatMap((user) => [
            broker.call('PUT', 'queues/%2F/other', { durable: true }, user),
            broker.call('DELETE', 'queues/%2F/events', undefined, user),
          ]),
        )),
      ];
      for (const one of refused) assert.match(JSON.stringify(one), /ACCESS_REFUSED|not_authori[sz]ed|access.*refused/i);
      const [message] = (await take('events-consume', 'events')).body as { payload: string }[];
      assert.equal(message?.payload, 'hello');
    });

    test('a message that is rejected is put with the dead letters', async () => {
      await publish('events-publish');
      const taken = await take('events-consume', 'events', 'reject_requeue_false');
      assert.equal(taken.status, 200);
      await until('it is there', 20, async () => {
        const [message] = (await take('guest', 'events.dead')).body as { payload: string }[];
        return message?.payload === 'hello' || JSON.stringify(message);
      });
    });
  });
}

describe('several apps on one broker', () => {
  const work = queue('work', { queues: ['emails'], topics: ['purchases'] });
  const { emails } = work.queues;
  const { purchases } = work.topics;
  const users = ['shop', 'search', 'ledger', 'mailer', 'letters'] as const;
  const { objects, told } = linkedBroker(work.contract, [
    brokerUser('shop', { emails: emails.publish, purchases: purchases.publish }),
    brokerUser('search', { purchases: purchases.subscribe }),
    brokerUser('ledger', { purchases: purchases.subscribe }),
    brokerUser('mailer', { emails: emails.share, work: work.publish }),
    brokerUser('letters', { emails: emails.share }),
  ]);
  const numbered = (what: string, count: number) => Array.from({ length: count }, (_, index) => `${what} ${index}`);
  let machine: Machine;
  let broker: Broker;
  let apps: Readonly<Record<(typeof users)[number], BrokerClient>>;
  before(async () => {
    machine = await openMachine();
    const { rabbitmq } = objects.find(({ kind }) => kind === 'RabbitmqCluster')?.spec as {
      rabbitmq: { additionalConfig: string };
    };
    broker = await startBroker(machine, rabbitmq.additionalConfig);
    for (const kind of order) {
      for (const one of objects.filter((object) => object.kind === kind)) {
        const { status, body } = await declare(broker, one);
        assert.ok([201, 204].includes(status), `${one.kind} ${one.metadata.name}: ${JSON.stringify(body)}`);
      }
    }
    const clients = users.map(async (name) => {
      const [alias] = name === 'search' || name === 'ledger' ? ['purchases'] : ['emails'];
      const user = told(name, alias).credentials.key.replace(/-user-credentials$/, '');
      return [name, await brokerClient(machine.address(1), user)] as const;
    });
    apps = Object.fromEntries(await Promise.all(clients)) as typeof apps;
  });
  after(async () => {
    for (const app of Object.values(apps ?? {})) await app.close();
    await machine?.stop();
  });

  test('a scaler counts what waits for an app, and for nobody else, as that app', async () => {
    await apps.shop.publish('purchases', ['first']);
    for (const name of ['search', 'ledger'] as const) {
      await until('it is there', 20, async () => (await apps[name].count(`purchases.${name}`)) === 1 || 'nothing');
    }
    assert.equal(await apps.mailer.count('emails'), 0);
  });

  test('of a topic both who subscribe get each message', async () => {
    const sent = ['first', ...numbered('purchase', 20)];
    await apps.shop.publish('purchases', sent.slice(1));
    const taken = [await apps.search.take('purchases.search'), await apps.ledger.take('purchases.ledger')];
    await until('both have all', 30, async () => {
      const counts = taken.map(({ length }) => length);
      return counts.every((count) => count >= sent.length) || counts.join(' and ');
    });
    for (const one of taken) assert.deepEqual(one, sent);
  });

  test('of a queue two who consume get each message once, and each of them some', async () => {
    const taken = [await apps.mailer.take('emails'), await apps.letters.take('emails')];
    const sent = numbered('mail', 200);
    await apps.shop.publish('emails', sent);
    await until('all are taken', 30, async () => taken.flat().length >= sent.length || `${taken.flat().length}`);
    assert.deepEqual(taken.flat().sort(), sent.toSorted());
    for (const { length } of taken) assert.ok(length > 0, `${taken.map((one) => one.length).join(' and ')}`);
  });

  test('what a subscriber rejects is with its own dead letters, and no other’s', async () => {
    await apps.search.close();
    const search = await brokerClient(machine.address(1), 'work.search');
    apps = { ...apps, search };
    await search.take('purchases.search', 'reject');
    await apps.shop.publish('purchases', ['unreadable']);
    const waiting = async (name: string) =>
      ((await broker.call('GET', `queues/%2F/${name}`)).body as { messages_ready?: number }).messages_ready ?? 0;
    await until('it is there', 30, async () => (await waiting('purchases.search.dead')) === 1 || 'nothing');
    assert.equal(await waiting('purchases.ledger.dead'), 0);
  });

  for (const [title, attempt] of [
    ['a subscriber takes from another', () => apps.search.take('purchases.ledger')],
    ['a subscriber takes from a queue', () => apps.search.take('emails')],
    ['a consumer takes from a subscription', () => apps.mailer.take('purchases.search')],
    ['who publishes takes', () => apps.shop.take('emails')],
    ['a subscriber publishes', () => apps.search.publish('purchases', ['no'])],
    ['a consumer publishes to the queue that it reads', () => apps.mailer.publish('emails', ['no'])],
    ['somebody publishes to a queue that it does not declare', () => apps.shop.publish('work', ['no'])],
  ] as const) {
    test(`it is refused that ${title}`, async () => {
      await assert.rejects(attempt(), /ACCESS_REFUSED|channel closed/i);
    });
  }

  test('who uses the broker in several ways has the rights of each', async () => {
    await apps.mailer.publish('work', ['now']);
    await until('it is there', 20, async () => {
      const { body } = await broker.call('GET', 'queues/%2F/work');
      return (body as { messages_ready?: number }).messages_ready === 1 || JSON.stringify(body);
    });
  });
});

test('a directive that RabbitMQ does not know keeps it from starting', async () => {
  const machine = await openMachine();
  try {
    await assert.rejects(startBroker(machine, 'default_queue_typ = quorum\n'), { message: /has ended/ });
    assert.match(
      readFileSync(machine.processes.all().at(-1)?.log ?? '', 'utf8'),
      /unknown variable: default_queue_typ$/m,
    );
  } finally {
    await machine.stop();
  }
});
