import { createHash } from 'node:crypto';

/** The id git gives a file's content: comparable with the trees of a repository without asking git for each file. */
export function blobId(content: string | Uint8Array, algorithm: 'sha1' | 'sha256' = 'sha1'): string {
  return createHash(algorithm)
    .update(`blob ${Buffer.byteLength(content)}\0`)
    .update(content)
    .digest('hex');
}
