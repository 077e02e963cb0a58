import type { Finding } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import { checkBounds } from './cross/checkBounds.ts';
import { checkClusterNames } from './cross/checkClusterNames.ts';
import { checkContracts } from './cross/checkContracts.ts';
import { checkDns } from './cross/checkDns.ts';
import { checkIdentities } from './cross/checkIdentities.ts';
import { checkNetworks } from './cross/checkNetworks.ts';
import { checkRings } from './cross/checkRings.ts';
import { checkSchedules } from './cross/checkSchedules.ts';
import { checkShared } from './cross/checkShared.ts';
import { checkZones } from './cross/checkZones.ts';
import type { Document } from './document.ts';

/**
 * Checks across several settings. They read only values that are valid by their schema: a finding of the schema check
 * is not repeated here.
 * @param environments the `environment.yaml` of each environment that could be parsed
 */
export function cross(environments: readonly Document[], catalogue: Catalogue): Finding[] {
  return [
    ...checkClusterNames(environments),
    ...checkRings(environments),
    ...checkShared(environments),
    ...environments.flatMap((document) => [
      ...checkZones(document),
      ...checkNetworks(document),
      ...checkBounds(document, catalogue),
      ...checkContracts(document, catalogue),
      ...checkIdentities(document, catalogue),
      ...checkDns(document),
      ...checkSchedules(document, catalogue),
    ]),
  ];
}
