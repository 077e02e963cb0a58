import { createHash } from 'node:crypto';

/**
 * The blob id of a file's content, as git computes it: comparable with the trees of a repository without a git process
 * for each file.
 */
export function blobId(content: string | Uint8Array, algorithm: 'sha1' | 'sha256' = 'sha1'): string {
  return createHash(algorithm)
    .update(`blob ${Buffer.byteLength(content)}\0`)
    .update(content)
    .digest('hex');
}
