import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt, isSystemError } from './attempt.ts';
import { writeFile } from './writeFile.ts';

/**
 * Copies a hand edit to `.cache/hand-edits/<path>`. An existing copy is not overwritten: another text is written to
 * `<path>.2`, `<path>.3`, and so on.
 * @returns the copy's path from the root
 */
export function keep(root: string, path: string, content: Uint8Array): string {
  for (let number = 1; ; number++) {
    const copy = `.cache/hand-edits/${path}${number === 1 ? '' : `.${number}`}`;
    const there = attempt('read', copy, () => readIfThere(join(root, copy)));
    if (there?.equals(content)) return copy;
    if (there !== undefined) continue;
    attempt('make the folder of', copy, () => mkdirSync(dirname(join(root, copy)), { recursive: true }));
    writeFile(root, copy, content);
    return copy;
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}
