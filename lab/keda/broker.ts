import { createServer, type Socket } from 'node:net';
import {
  type Fields,
  header,
  heartbeat,
  type Incoming,
  long,
  longText,
  methodFrame,
  methods,
  parse,
  short,
  shortText,
} from './amqp.ts';

/** A stand-in for a RabbitMQ: no messages, only how many there are said to be. */
export interface Broker {
  /** How many messages wait in a queue. */
  set(queue: string, messages: number): void;
  stop(): Promise<void>;
}

/** Where a broker listens, and for whom. */
export interface BrokerOptions {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** The queues that exist. */
  readonly queues: readonly string[];
}

/**
 * Stands in for a RabbitMQ towards those who ask how long a queue is: they sign in, open a channel and declare the queue
 * passively. Wrong credentials and unknown queues are refused as RabbitMQ refuses them; nothing else is understood.
 * https://www.rabbitmq.com/docs/access-control, https://www.rabbitmq.com/docs/channels#error-handling
 */
export async function startBroker({ host, port, username, password, queues }: BrokerOptions): Promise<Broker> {
  const messages = new Map(queues.map((queue) => [queue, 0]));
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A client takes silence for a broken connection.
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
      const { methods: found, left } = parse(pending);
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

  function isKnown(fields: Fields): boolean {
    // What the client says of itself, and how it signs in.
    fields.longText();
    fields.shortText();
    return fields.longText() === `\0${username}\0${password}`;
  }

  function declare(channel: number, fields: Fields): Buffer {
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
