import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printYaml } from '../../files/yaml.ts';
import { type BuiltOverlay, buildOverlays } from '../../judge/overlays.ts';
import { ensureTool } from '../../programs/toolchain.ts';
import { repository } from '../../repository.ts';
import type { LayerFile } from '../files.ts';

/** Files by their folder. */
export type FilesByFolder = Map<string, readonly LayerFile[]>;

/**
 * Writes folders to a temporary directory and builds some of them with the real Kustomize, in one process.
 * @param wanted the folders to build; the results come in this order
 */
export async function kustomizeBuild(folders: FilesByFolder, wanted: readonly string[]): Promise<BuiltOverlay[]> {
  const tool = await ensureTool(repository, 'driver', () => {});
  const root = mkdtempSync(join(tmpdir(), 'layer-'));
  try {
    for (const [path, files] of folders) {
      mkdirSync(join(root, path), { recursive: true });
      for (const { name, value } of files) writeFileSync(join(root, path, name), printYaml(value));
    }
    const built: BuiltOverlay[] = [];
    const overlays = wanted.map((path) => ({ path, kubernetes: '' }));
    await buildOverlays(tool, { root, schemas: '', overlays }, (overlay) => built.push(overlay));
    return built;
  } finally {
    rmSync(root, { recursive: true });
  }
}
