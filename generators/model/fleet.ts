import type { App } from './app.ts';
import type { Contract } from './edge.ts';
import type { Operator } from './operator.ts';
import type { Position } from './position.ts';
import type { EnvironmentSettings, FleetSettings, ImagesSettings } from './settings/index.ts';

/** The catalogue of all apps and operators: exported by `apps/index.ts`. */
export interface Catalogue {
  readonly apps: readonly App[];
  readonly contracts: readonly Contract[];
  /** Operators, which serve the custom resources of the apps. Each runs in the clusters that have objects for it. */
  readonly operators?: readonly Operator[];
}

/** All settings, with the position of every key. Each file and each environment is valid by itself. */
export interface Fleet {
  readonly settings: FleetSettings;
  /** Sorted by name. */
  readonly environments: readonly Environment[];
  readonly locate: Locate;
}

export interface Environment {
  readonly name: string;
  /** `overlays/<name>/environment.yaml`. */
  readonly file: string;
  readonly settings: EnvironmentSettings;
  /** `overlays/<name>/images.yaml`. */
  readonly imagesFile: string;
  readonly images: ImagesSettings['images'];
}

/** Whether the hub syncs an environment. */
export function isSynced({ settings }: Environment): boolean {
  return settings.synced !== false;
}

/**
 * The position of a path in a settings file: of the key (or list item) itself, else of its nearest ancestor in the
 * file, else the start of the file.
 */
export type Locate = (file: string, path: readonly (string | number)[]) => Position;
