import { getSystemErrorMessage } from 'node:util';
import { Failure } from '../model/finding.ts';

const fixes: Readonly<Record<string, string>> = {
  EACCES: 'Give this user the right to read and write there.',
  EPERM: 'Give this user the right to read and write there.',
  EROFS: 'Use a checkout that can be written.',
  ENOSPC: 'Free space on the disk, then run again.',
  EDQUOT: 'Free space within the quota, then run again.',
};

/**
 * Runs one file operation and turns an error of the operating system into a {@link Failure} that names the file. Any
 * other error is rethrown unchanged.
 * @param verb what is done to the file: `write`, `read`
 * @param path from the repository root, as messages show it
 */
export function attempt<T>(verb: string, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const fix = fixes[error.code] ?? 'Look at what is at this path, mend it and run again.';
    throw new Failure(`Cannot ${verb} ${path}: ${getSystemErrorMessage(error.errno)} (${error.code}).`, fix, error);
  }
}

/** Whether an error comes from the operating system and, where codes are given, is one of these. */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is SystemError {
  if (!(error instanceof Error) || !('code' in error) || !('errno' in error)) return false;
  const { code, errno } = error;
  if (typeof code !== 'string' || typeof errno !== 'number') return false;
  return codes.length === 0 || codes.includes(code);
}

interface SystemError extends Error {
  readonly code: string;
  readonly errno: number;
}
