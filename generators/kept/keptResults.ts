import { type CodeDigests, codeDigests } from './codeDigests.ts';
import { openResults, type Results } from './results.ts';

/** Results that are kept, and the code that makes them: it is part of the key of each. */
export interface KeptResults {
  readonly results: Results;
  readonly code: CodeDigests;
}

/** Works with what is kept for a tree, and writes afterwards what is new. */
export async function withKept<T>(root: string, work: (kept: KeptResults) => Promise<T>): Promise<T> {
  const results = openResults();
  try {
    return await work({ results, code: codeDigests(root) });
  } finally {
    results.close();
  }
}
