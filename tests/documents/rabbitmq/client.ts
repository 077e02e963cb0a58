import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nodeDrivers } from '../../../lab/downloads/drivers.ts';
import { say } from '../../cluster/say.ts';
import { password } from './broker.ts';

/** A channel of amqplib, as far as one is needed here: https://amqp-node.github.io/amqplib/channel_api.html */
interface Channel {
  prefetch(count: number): Promise<unknown>;
  consume(queue: string, take: (message: Message | null) => void): Promise<unknown>;
  checkQueue(queue: string): Promise<{ readonly messageCount: number }>;
  publish(exchange: string, key: string, content: Buffer): boolean;
  waitForConfirms(): Promise<void>;
  ack(message: Message): void;
  nack(message: Message, all: boolean, requeue: boolean): void;
  on(event: 'error', listener: () => void): unknown;
}
interface Message {
  readonly content: Buffer;
}
interface Connection {
  createConfirmChannel(): Promise<Channel>;
  close(): Promise<unknown>;
  on(event: 'error', listener: () => void): unknown;
}

/** An app that is connected to a broker as a user. */
export interface BrokerClient {
  /** Publishes messages, and waits until the broker has confirmed them. */
  publish(exchange: string, messages: readonly string[]): Promise<void>;
  /** Takes messages one after the other, and keeps them in the list: it acknowledges them, or rejects them. */
  take(queue: string, answer?: 'acknowledge' | 'reject'): Promise<readonly string[]>;
  /** Asks for the number of messages that wait, as KEDA does. */
  count(queue: string): Promise<number>;
  close(): Promise<void>;
}

/** Connects as a user with amqplib. Each call has a channel of its own, for the broker closes one that is refused. */
export async function brokerClient(host: string, user: string): Promise<BrokerClient> {
  const { connect } = createRequire(join(await nodeDrivers(say), 'package.json'))('amqplib') as {
    connect(url: string): Promise<Connection>;
  };
  const connection = await connect(`amqp://${user}:${password}@${host}:5672`);
  connection.on('error', () => {});
  const channel = async () => {
    const one = await connection.createConfirmChannel();
    one.on('error', () => {});
    return one;
  };
  return {
    async publish(exchange, messages) {
      const one = await channel();
      for (const message of messages) one.publish(exchange, 'any.key', Buffer.from(message));
      await one.waitForConfirms();
    },
    async take(queue, answer = 'acknowledge') {
      const [one, taken] = [await channel(), [] as string[]];
      await one.prefetch(1);
      await one.consume(queue, (message) => {
        if (!message) return;
        taken.push(message.content.toString());
        if (answer === 'acknowledge') one.ack(message);
        else one.nack(message, false, false);
      });
      return taken;
    },
    count: async (queue) => (await (await channel()).checkQueue(queue)).messageCount,
    async close() {
      await connection.close();
    },
  };
}
