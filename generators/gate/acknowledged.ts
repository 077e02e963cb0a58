import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Failure } from '../model/finding.ts';
import { isJsonObject } from '../model/json.ts';

/** The file in which people acknowledge dangerous changes, in the same pull request. */
export const acknowledgedFile = 'overlays/acknowledged.yaml';

/** An acknowledged set of changes, and why it is right. */
export interface Acknowledged {
  readonly change: string;
  readonly reason: string;
}

/**
 * Reads the acknowledgements of a tree.
 * @throws Failure naming the file where it is something else than a list of digests with reasons
 */
export function acknowledgedIn(root: string): readonly Acknowledged[] {
  const path = join(root, acknowledgedFile);
  if (!existsSync(path)) return [];
  const entries = listIn(readFileSync(path, 'utf8'));
  return entries.map((entry) => {
    const { change, reason } = isJsonObject(entry) ? entry : {};
    if (typeof change === 'string' && typeof reason === 'string' && reason.trim() !== '') return { change, reason };
    throw malformed(`has an entry without a digest as text and a reason: ${JSON.stringify(entry)}`);
  });
}

function listIn(text: string): readonly unknown[] {
  let value: unknown;
  try {
    value = parse(text) ?? [];
  } catch (error) {
    throw malformed(`is no YAML: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
  if (Array.isArray(value)) return value;
  throw malformed('is no list');
}

function malformed(what: string): Failure {
  return new Failure(
    `${acknowledgedFile} ${what}.`,
    'Write a list of entries: - { change: "<digest of npm run gate>", reason: why it is right }.',
  );
}
