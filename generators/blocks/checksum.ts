import { createHash } from 'node:crypto';

/** Changes when a value does: the first 16 hexadecimal digits of a SHA-256 of its JSON. */
export function checksum(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
