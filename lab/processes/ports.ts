import { createServer, type Server } from 'node:net';
import { Failure } from '../../generators/model/finding.ts';

/**
 * The range of ports. It is below the ephemeral ports, so no outgoing connection takes one between finding and using
 * it.
 */
const [first, last] = [20_000, 32_000];
/** The port whose listener marks a block of addresses as taken. */
const marker = first - 1;

/** Finds free ports of 127.0.0.1, each a different one. */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  const ports: number[] = [];
  for (let tries = 0; ports.length < count && tries < 1000; tries++) {
    const port = first + Math.floor(Math.random() * (last - first));
    const server = await listen(port, '127.0.0.1');
    if (!server) continue;
    held.push(server);
    ports.push(port);
  }
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  if (ports.length === count) return ports;
  throw new Failure('there are no free ports on 127.0.0.1', 'See what listens there, for example with `ss -ltn`.');
}

/** A block of loopback addresses that one lab owns until `release` is called. */
export interface Block {
  /** Such as `127.96.0.0/16`. */
  readonly range: string;
  release(): void;
}

/**
 * Addresses for the Services of a cluster: all of 127.0.0.0/8 is this machine on Linux, so an ordinary process can
 * listen on a Service's address and port. A listener on the block's last address marks it as taken.
 */
export async function loopbackBlock(): Promise<Block> {
  for (let octet = 64; octet < 128; octet++) {
    const server = await listen(marker, `127.${octet}.255.254`);
    if (!server) continue;
    server.unref();
    return { range: `127.${octet}.0.0/16`, release: () => server.close() };
  }
  throw new Failure(
    'no block of loopback addresses is free',
    'The lab needs Linux, and at most 64 clusters at a time run on it.',
  );
}

function listen(port: number, host: string): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}
