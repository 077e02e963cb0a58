import { type CodeDigests, codeDigests, isWrittenSince } from './codeDigests.ts';
import { openResults, type Results } from './results.ts';

/** Results that are kept, and the code that makes them: it is part of the key of each. */
export interface KeptResults {
  readonly results: Results;
  readonly code: CodeDigests;
}

/**
 * Works with what is kept for a tree, and keeps what is new. Where somebody saves code meanwhile, nothing new is kept:
 * the code that was loaded may not be the code that was counted.
 * @param started when this process began to load its code, in milliseconds since the start of 1970
 */
export async function withKept<T>(
  root: string,
  work: (kept: KeptResults) => Promise<T>,
  started = performance.timeOrigin,
): Promise<T> {
  const results = openResults();
  const written = new Set<string>();
  const put = (key: string, value: unknown) => {
    written.add(key);
    results.put(key, value);
  };
  try {
    return await work({ results: { ...results, put }, code: codeDigests(root) });
  } finally {
    if (isWrittenSince(root, started)) for (const key of written) results.forget(key);
    results.close();
  }
}
