import type { App } from './app.ts';
import type { Contract } from './edge.ts';
import type { Operator } from './operator.ts';
import type { Position } from './position.ts';
import type { EnvironmentSettings, FleetSettings, ImagesSettings } from './settings/index.ts';

/** What the backend consists of: exported by `apps/index.ts`. */
export interface Catalogue {
  readonly apps: readonly App[];
  readonly contracts: readonly Contract[];
  /** What serves the custom resources of the apps. Each runs in the clusters that have objects for it. */
  readonly operators?: readonly Operator[];
}

/** All settings, valid as far as one file and one environment tell, with the position of every key. */
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
 * Where a settings file says what stands at a path: the position of the key (or list item) itself, or of the nearest
 * key above it that is written. The start of the file when nothing on the path is.
 */
export type Locate = (file: string, path: readonly (string | number)[]) => Position;
