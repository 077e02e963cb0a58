import { hash } from 'node:crypto';

/** The checksum of anything that JSON can say: the key of a result. */
export const keySum = (...parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts));
