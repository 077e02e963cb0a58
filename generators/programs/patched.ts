import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../model/finding.ts';
import { moduleFolder } from './go.ts';

/** A patch of a module that a program is built from: one text to replace in some of its files. */
export interface SourcePatch {
  /** Path of the Go module. */
  readonly module: string;
  /** Files in it: each has the text. */
  readonly files: readonly string[];
  readonly from: string;
  readonly to: string;
}

/**
 * Copies a module and replaces one text in it.
 * @param folder of the Go module that is built
 * @param temporary an empty folder
 * @returns the path of a `go.mod` that builds with the copy
 * @throws Failure when the text is not there: the module has another version than the patch was made for
 */
export async function patched(
  folder: string,
  { module, files, from, to }: SourcePatch,
  temporary: string,
): Promise<string> {
  const source = join(temporary, 'source');
  copyFolder(await moduleFolder(folder, module), source);
  for (const file of files) {
    const path = join(source, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) {
      throw new Failure(
        `${module} has no ${JSON.stringify(from)} in ${file}`,
        'Write the patch again for its version.',
      );
    }
    chmodSync(path, 0o644);
    writeFileSync(path, text.replace(from, to));
  }
  const goMod = join(temporary, 'go.mod');
  writeFileSync(goMod, `${readFileSync(join(folder, 'go.mod'), 'utf8')}\nreplace ${module} => ${source}\n`);
  copyFileSync(join(folder, 'go.sum'), join(temporary, 'go.sum'));
  return goMod;
}

/** Copies files and creates the folders anew: those of Go's cache are read-only, and copies of them would be too. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else copyFileSync(source, target);
  }
}
