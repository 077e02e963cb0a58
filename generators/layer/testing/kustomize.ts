import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Resource } from '../../model/resource.ts';
import { printYaml } from '../../plan/yaml.ts';
import { repository } from '../../repository.ts';
import type { LayerFile } from '../files.ts';

/** What Kustomize built of a folder. */
export interface Built {
  /** In the order of the build. */
  readonly objects: readonly Resource[];
  /** Why it could not be built; empty: it was. */
  readonly error: string;
}

/**
 * Writes folders of files to a temporary place and builds some of them with the real Kustomize, in one process.
 * @param folders files by the folder's path
 * @param wanted the paths to build; the results come in this order
 */
export function kustomizeBuild(folders: ReadonlyMap<string, readonly LayerFile[]>, wanted: readonly string[]): Built[] {
  const root = mkdtempSync(join(tmpdir(), 'layer-'));
  try {
    for (const [path, files] of folders) {
      mkdirSync(join(root, path), { recursive: true });
      for (const { name, value } of files) writeFileSync(join(root, path, name), printYaml(value));
    }
    const overlays = wanted.map((path) => ({ path, kubernetes: '' }));
    const output = execFileSync(judge(), ['overlays'], {
      input: JSON.stringify({ root, schemas: '', overlays }),
      maxBuffer: 2 ** 30,
      encoding: 'utf8',
    });
    return output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(root, { recursive: true });
  }
}

function judge(): string {
  return process.env.JUDGE ?? join(repository, '.cache', 'bin', 'judge');
}
