import type { Environment, Fleet } from '../model/fleet.ts';
import type { FleetSettings } from '../model/settings/index.ts';
import { fleetSettings } from './fleetSettings.ts';

/** A fleet of environments without files: the position of a key is `file.key.key`. */
export function exampleFleet(environments: readonly Environment[], settings: Partial<FleetSettings> = {}): Fleet {
  return {
    settings: { ...fleetSettings, ...settings },
    environments,
    locate: (file, path) => ({ file: [file, ...path].join('.'), line: 1, column: 1 }),
  };
}
