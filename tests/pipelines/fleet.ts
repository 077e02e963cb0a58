import type { Environment, Fleet } from '../../generators/model/fleet.ts';
import type { FleetSettings } from '../../generators/model/settings/index.ts';
import { exampleFleet } from '../../generators/testing/fleet.ts';

/** The sample fleet, with an environment whose clusters are released in these rings. */
export function releasingFleet(settings: Partial<FleetSettings>, rings: readonly string[] = ['first', 'last']): Fleet {
  const environment = { name: 'production', settings: { rings } } as unknown as Environment;
  return exampleFleet([environment], settings);
}
