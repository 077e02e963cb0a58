import { createServer, type Socket } from 'node:net';
import {
  header,
  heartbeat,
  type Incoming,
  long,
  longText,
  type MethodArguments,
  methodFrame,
  methods,
  parseFrames,
  short,
  shortText,
} from './amqp.ts';

/** A stand-in for RabbitMQ: it has no messages, only the number that a test sets. */
export interface Broker {
  /** Sets the number of messages in a queue. */
  set(queue: string, messages: number): void;
  stop(): Promise<void>;
}

/** The address of a broker, and the credentials that it accepts. */
export interface BrokerOptions {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** The queues that exist. */
  readonly queues: readonly string[];
}

/**
 * Starts a stand-in for RabbitMQ, for clients that read the length of a queue: they log in, open a channel and declare
 * the queue passively. Wrong credentials and unknown queues are refused as by RabbitMQ; no other method is supported.
 * https://www.rabbitmq.com/docs/access-control, https://www.rabbitmq.com/docs/channels#error-handling
 */
export async function startBroker({ host, port, username, password, queues }: BrokerOptions): Promise<Broker> {
  const messages = new Map(queues.map((queue) => [queue, 0]));
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A client closes a connection without heartbeats.
    const beat = setInterval(() => socket.write(heartbeat), 3_000);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearInterval(beat);
      sockets.delete(socket);
    });
    let pending: Buffer = Buffer.alloc(0);
    let isOpen = false;
    socket.on('data', (bytes: Buffer) => {
      pending = Buffer.concat([pending, bytes]);
      if (!isOpen && pending.length < header.length) return;
      if (!isOpen) {
        pending = pending.subarray(header.length);
        isOpen = true;
        socket.write(start);
      }
      const { methods: found, left } = parseFrames(pending);
      pending = left;
      for (const one of found) for (const reply of answer(one)) socket.write(reply);
    });
  });

  function answer({ channel, method, fields }: Incoming): Buffer[] {
    switch (method) {
      case 'connectionStartOk':
        return [isKnown(fields) ? tune : refusal];
      case 'connectionOpen':
        return [methodFrame(0, 'connectionOpenOk', shortText(''))];
      case 'connectionClose':
        return [methodFrame(0, 'connectionCloseOk')];
      case 'channelOpen':
        return [methodFrame(channel, 'channelOpenOk', longText(''))];
      case 'channelClose':
        return [methodFrame(channel, 'channelCloseOk')];
      case 'queueDeclare':
        return [declare(channel, fields)];
      default:
        return [];
    }
  }

  function isKnown(fields: MethodArguments): boolean {
    // The client's properties, and its authentication mechanism.
    fields.longText();
    fields.shortText();
    return fields.longText() === `\0${username}\0${password}`;
  }

  function declare(channel: number, fields: MethodArguments): Buffer {
    fields.short();
    const queue = fields.shortText();
    const count = messages.get(queue);
    const isPassive = (fields.octet() & 1) === 1;
    if (count === undefined || !isPassive) {
      const text = `NOT_FOUND - no queue '${queue}' in vhost '/'`;
      return methodFrame(channel, 'channelClose', short(404), shortText(text), ...methods.queueDeclare.map(short));
    }
    return methodFrame(channel, 'queueDeclareOk', shortText(queue), long(count), long(0));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  return {
    set: (queue, count) => messages.set(queue, count),
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const start = methodFrame(0, 'connectionStart', Buffer.from([0, 9]), long(0), longText('PLAIN'), longText('en_US'));
const tune = methodFrame(0, 'connectionTune', short(2047), long(131_072), short(10));
const refusal = methodFrame(
  0,
  'connectionClose',
  short(403),
  shortText('ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.'),
  ...methods.connectionStartOk.map(short),
);
