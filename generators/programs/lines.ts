import type { Readable } from 'node:stream';

/** Calls back with each line of a stream as soon as it is complete; the last one needs no line feed. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  // The chunks of the current line: a line may be megabytes long and arrive in hundreds of chunks.
  let parts: string[] = [];
  const end = () => {
    const line = parts.join('');
    parts = [];
    return line;
  };
  stream.setEncoding('utf8').on('data', (text: string) => {
    const [head = '', ...others] = text.split('\n');
    parts.push(head);
    for (const next of others) {
      onLine(end());
      parts.push(next);
    }
  });
  stream.on('end', () => {
    const last = end();
    if (last !== '') onLine(last);
  });
}
