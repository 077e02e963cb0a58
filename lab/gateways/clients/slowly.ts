import { setTimeout as sleep } from 'node:timers/promises';

/** The body of a slow upload: `chunks` pieces of `bytes` each, with a pause of `every` milliseconds after each. */
export async function* slowly(chunks: number, bytes: number, every: number): AsyncGenerator<Buffer> {
  for (let sent = 0; sent < chunks; sent++) {
    yield Buffer.alloc(bytes, '.');
    await sleep(every);
  }
}
