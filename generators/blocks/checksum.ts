import { createHash } from 'node:crypto';

/** Checksum of a value: the first 16 hexadecimal digits of the SHA-256 of its JSON. It changes when the value does. */
export function checksum(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
