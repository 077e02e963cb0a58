import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { environmentFolders } from '../read/folders.ts';
import { repository } from '../repository.ts';

/**
 * Runs `work` in a temporary folder that has the apps and settings of a repository, and nothing generated: there a new
 * fleet is tried before anything of the repository is changed. The engine is this repository's own.
 */
export async function inShadow<T>(root: string, work: (shadow: string) => Promise<T>): Promise<T> {
  const shadow = mkdtempSync(join(tmpdir(), 'new-fleet-'));
  try {
    cpSync(join(root, 'apps'), join(shadow, 'apps'), { recursive: true });
    const settings = environmentFolders(root).environments.flatMap((name) =>
      ['environment', 'images'].map((file) => `overlays/${name}/${file}.yaml`),
    );
    for (const file of ['overlays/fleet.yaml', 'overlays/prices.yaml', ...settings]) {
      if (!existsSync(join(root, file))) continue;
      mkdirSync(dirname(join(shadow, file)), { recursive: true });
      cpSync(join(root, file), join(shadow, file));
    }
    cpSync(join(root, 'package.json'), join(shadow, 'package.json'));
    for (const name of ['generators', 'node_modules']) symlinkSync(join(repository, name), join(shadow, name));
    return await work(shadow);
  } finally {
    rmSync(shadow, { recursive: true, force: true });
  }
}

/** Files to write, by path from the root, and files and folders to remove. */
export interface Changes {
  readonly written: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
}

/** Makes changes in a folder. */
export function make({ written, removed }: Changes, root: string): void {
  for (const path of removed) rmSync(join(root, path), { recursive: true, force: true });
  for (const [path, text] of written) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
