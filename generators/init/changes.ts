import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFolders } from '../read/folders.ts';
import type { Leaving } from './leaving.ts';
import type { NewFleet } from './newFleet.ts';
import { environmentFile, fleetFile, imagesFile } from './settingsFiles.ts';
import type { Changes } from './shadow.ts';
import { withoutSources } from './sources.ts';

/** The settings of a new fleet in place of the sample's, and its apps without those that go. */
export function changesFor(root: string, wanted: Omit<NewFleet, 'without'>, leaving: Leaving): Changes {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const all = { ...wanted, without: leaving.operators.map(({ name }) => name) };
  const kept = wanted.answers.list('environments');
  const sources = withoutSources(root, leaving);
  const settings = kept.flatMap((name) => {
    const file = `overlays/${name}/environment.yaml`;
    return [
      [file, environmentFile(read(file), name, all)],
      [`overlays/${name}/images.yaml`, imagesFile],
    ] as const;
  });
  const { environments } = environmentFolders(root);
  const gone = environments.filter((name) => !kept.includes(name)).map((name) => `overlays/${name}`);
  const company = ['overlays/prices.yaml', 'overlays/acknowledged.yaml'].filter((path) => existsSync(join(root, path)));
  return {
    written: new Map([
      ...sources.edited,
      ['overlays/fleet.yaml', fleetFile(read('overlays/fleet.yaml'), all)],
      ...settings,
    ]),
    removed: [...gone, ...company, ...sources.removed],
  };
}
