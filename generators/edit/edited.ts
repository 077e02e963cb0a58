import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../model/finding.ts';
import { type SettingValue, setValue } from './setValue.ts';

/**
 * The text of a settings file with one value set, all else byte for byte.
 * @param file its path, for messages
 * @throws Failure where the file is no YAML, or has no map where one has to be
 */
export function edited(file: string, text: string, path: readonly string[], value: SettingValue): string {
  try {
    return setValue(text, path, value);
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Failure(
      `${file} cannot be edited: ${reason}.`,
      'Run `npm run validate`: it says what is wrong there.',
      error,
    );
  }
}

/** The text of a settings file; empty where there is none, as an environment may lack `images.yaml`. */
export function textOf(root: string, file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
