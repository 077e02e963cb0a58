/** A method of AMQP 0-9-1, by class and method: https://www.rabbitmq.com/amqp-0-9-1-reference */
export const methods = {
  connectionStart: [10, 10],
  connectionStartOk: [10, 11],
  connectionTune: [10, 30],
  connectionTuneOk: [10, 31],
  connectionOpen: [10, 40],
  connectionOpenOk: [10, 41],
  connectionClose: [10, 50],
  connectionCloseOk: [10, 51],
  channelOpen: [20, 10],
  channelOpenOk: [20, 11],
  channelClose: [20, 40],
  channelCloseOk: [20, 41],
  queueDeclare: [50, 10],
  queueDeclareOk: [50, 11],
} as const satisfies Record<string, readonly [number, number]>;
export type Method = keyof typeof methods;

/** The protocol header, by which a client opens a connection. */
export const header = Buffer.from('AMQP\0\0\x09\x01', 'latin1');

/** The heartbeat frame, sent on an idle connection. */
export const heartbeat = frame(8, 0, Buffer.alloc(0));

/** A frame that carries a method with its arguments. */
export function methodFrame(channel: number, method: Method, ...values: readonly Buffer[]): Buffer {
  return frame(1, channel, Buffer.concat([...methods[method].map(short), ...values]));
}

function frame(type: number, channel: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), short(channel), long(payload.length), payload, Buffer.from([0xce])]);
}

export function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export const shortText = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);

export const longText = (text: string): Buffer => Buffer.concat([long(text.length), Buffer.from(text)]);

/** A received method. */
export interface Incoming {
  readonly channel: number;
  /** Undefined for one that is not in the table. */
  readonly method: Method | undefined;
  readonly fields: MethodArguments;
}

/** The arguments of a method, read one after the other. */
export interface MethodArguments {
  short(): number;
  octet(): number;
  shortText(): string;
  longText(): string;
}

/** Splits received bytes into methods; the rest is an incomplete frame. */
export function parseFrames(bytes: Buffer): { readonly methods: readonly Incoming[]; readonly left: Buffer } {
  const found: Incoming[] = [];
  let left = bytes;
  while (left.length >= 7) {
    const end = 7 + left.readUInt32BE(3);
    if (left.length <= end) break;
    if (left[0] === 1) found.push(incoming(left.readUInt16BE(1), left.subarray(7, end)));
    left = left.subarray(end + 1);
  }
  return { methods: found, left };
}

function incoming(channel: number, payload: Buffer): Incoming {
  const id = `${payload.readUInt16BE(0)} ${payload.readUInt16BE(2)}`;
  const method = (Object.keys(methods) as Method[]).find((one) => methods[one].join(' ') === id);
  return { channel, method, fields: fieldsOf(payload.subarray(4)) };
}

function fieldsOf(payload: Buffer): MethodArguments {
  let at = 0;
  const take = (length: number): Buffer => {
    at += length;
    return payload.subarray(at - length, at);
  };
  return {
    short: () => take(2).readUInt16BE(),
    octet: () => take(1).readUInt8(),
    shortText: () => take(take(1).readUInt8()).toString(),
    longText: () => take(take(4).readUInt32BE()).toString('latin1'),
  };
}
