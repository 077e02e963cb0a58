import assert from 'node:assert/strict';
import { accessSync, chmodSync, constants, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../generators/repository.ts';

/** Programs of node:alpine with the packages that jobs install, which scripts need: no bash, no make, no curl. */
const programs = ['sh', 'git', 'go', 'cat', 'ln', 'mkdir', 'rm', 'sed', 'uname', 'dirname', 'basename'];

/**
 * Makes a folder of programs that is a whole PATH. What installs packages and modules does nothing there but linking the
 * modules of this repository.
 */
export function machinePath(folder: string): string {
  mkdirSync(folder);
  for (const name of programs) symlinkSync(found(name), join(folder, name));
  symlinkSync(process.execPath, join(folder, 'node'));
  const write = (name: string, ...lines: readonly string[]) => {
    writeFileSync(join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(join(folder, name), 0o755);
  };
  write('apk', 'exit 0');
  write(
    'npm',
    'if [ "$1" = ci ]; then',
    `  [ -e node_modules ] || ln -s '${join(repository, 'node_modules')}' node_modules`,
    '  exit',
    'fi',
    `exec '${process.execPath}' '${found('npm')}' "$@"`,
  );
  return folder;
}

function found(name: string): string {
  const all = (process.env.PATH ?? '').split(':').map((folder) => join(folder, name));
  return all.find(isProgram) ?? assert.fail(`this machine has no ${name}`);
}

function isProgram(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
