import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../model/finding.ts';
import { moduleFolder } from './go.ts';

/** One text in some files of a module that a program is built from. */
export interface Patch {
  /** Path of the Go module. */
  readonly module: string;
  /** Files in it: each has the text. */
  readonly files: readonly string[];
  readonly from: string;
  readonly to: string;
}

/**
 * Makes a copy of a module with one text replaced.
 * @param folder of the Go module that is built
 * @param temporary an empty folder
 * @returns the path of a `go.mod` that builds with the copy
 * @throws Failure when the text is not there: the module has another version than the patch was made for
 */
export async function patched(folder: string, { module, files, from, to }: Patch, temporary: string): Promise<string> {
  const source = join(temporary, 'source');
  copyFolder(await moduleFolder(folder, module), source);
  for (const file of files) {
    const path = join(source, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) {
      throw new Failure(`${module} has no ${JSON.stringify(from)} in ${file}`, 'Make the patch anew for its version.');
    }
    chmodSync(path, 0o644);
    writeFileSync(path, text.replace(from, to));
  }
  const goMod = join(temporary, 'go.mod');
  writeFileSync(goMod, `${readFileSync(join(folder, 'go.mod'), 'utf8')}\nreplace ${module} => ${source}\n`);
  copyFileSync(join(folder, 'go.sum'), join(temporary, 'go.sum'));
  return goMod;
}

/** Copies files alone: the folders of Go's cache cannot be written to, and neither could copies of them. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else copyFileSync(source, target);
  }
}
