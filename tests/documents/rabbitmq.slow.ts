import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { until } from '../../lab/until.ts';
import { type Machine, openMachine } from './machine.ts';
import { built, distinct } from './production.ts';
import { type Broker, startBroker } from './rabbitmq/broker.ts';
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
    const queue = async (name: string) =>
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
      assert.equal((await queue('untyped')).type, 'quorum');
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
        await until('it applies', 30, async () => (await queue(name)).policy === name || 'no policy');
        assert.deepEqual((await queue(name)).effective_policy_definition, definition);
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
