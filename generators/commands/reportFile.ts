import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from '../model/finding.ts';
import type { Format } from './command.ts';

/** A file that gets the result of a command in a format, beside what standard output gets. */
export interface ReportFile<Result> {
  readonly file: string;
  readonly format: Format<Result>;
}

/**
 * The report that `--report format=file` asks for.
 * @throws Failure where it names no format of the command, or no file
 */
export function reportIn<Result>(asked: string, formats: Readonly<Record<string, Format<Result>>>): ReportFile<Result> {
  const [, name = '', file = ''] = /^([^=]*)=(.+)$/s.exec(asked) ?? [];
  const format = Object.entries(formats).find(([one]) => one === name)?.[1];
  if (format && file !== '') return { format, file: resolve(file) };
  throw new Failure(
    `--report is format=file, such as json=result.json, not "${asked}".`,
    `The formats are ${Object.keys(formats).join(', ')}.`,
  );
}

/**
 * Writes a report, and the folders above it.
 * @throws Failure where the file cannot be written
 */
export function writeReport({ file }: { readonly file: string }, text: string): void {
  writeOutput(
    file,
    text,
    `The report ${file} cannot be written`,
    'Name a file in a folder that this user may write to.',
  );
}

/**
 * Writes a file that somebody named, and the folders above it.
 * @throws Failure where it cannot be written: what happened, with the reason, and the fix
 */
export function writeOutput(file: string, text: string, happened: string, fix: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(`${happened}: ${error instanceof Error ? error.message : String(error)}`, fix, error);
  }
}
