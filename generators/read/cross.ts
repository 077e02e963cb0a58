import type { Finding } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import { checkBounds } from './cross/checkBounds.ts';
import { checkCampaigns } from './cross/checkCampaigns.ts';
import { checkClusterNames } from './cross/checkClusterNames.ts';
import { checkContracts } from './cross/checkContracts.ts';
import { checkDns } from './cross/checkDns.ts';
import { checkGroups } from './cross/checkGroups.ts';
import { checkHubIdentity } from './cross/checkHubIdentity.ts';
import { checkIdentities } from './cross/checkIdentities.ts';
import { checkNetworks } from './cross/checkNetworks.ts';
import { checkPipelines } from './cross/checkPipelines.ts';
import { checkRegions } from './cross/checkRegions.ts';
import { checkRings } from './cross/checkRings.ts';
import { checkSchedules } from './cross/checkSchedules.ts';
import { checkShared } from './cross/checkShared.ts';
import { checkTimeZones } from './cross/checkTimeZones.ts';
import { checkZones } from './cross/checkZones.ts';
import type { Document } from './document.ts';

/**
 * Checks across several settings, of values that are valid by their schema: there is no word about one that the schema
 * has refused.
 * @param fleet `fleet.yaml`, if it could be parsed
 * @param environments the `environment.yaml` of each environment that could be parsed
 * @param refused findings so far
 */
export function cross(
  fleet: Document | undefined,
  environments: readonly Document[],
  catalogue: Catalogue,
  refused: readonly Finding[],
): Finding[] {
  const placeOf = ({ at, field }: Finding) => `${at?.file} ${field}`;
  const places = new Set(refused.filter(({ field }) => field !== undefined).map(placeOf));
  return all(fleet, environments, catalogue).filter((finding) => !places.has(placeOf(finding)));
}

function all(fleet: Document | undefined, environments: readonly Document[], catalogue: Catalogue): Finding[] {
  return [
    ...(fleet ? [...checkHubIdentity(fleet), ...checkGroups(fleet), ...checkPipelines(fleet, environments)] : []),
    ...checkClusterNames(environments),
    ...checkRings(environments),
    ...checkShared(environments),
    ...environments.flatMap((document) => [
      ...checkRegions(document),
      ...checkZones(document),
      ...checkNetworks(document),
      ...checkBounds(document, catalogue),
      ...checkCampaigns(document, catalogue),
      ...checkContracts(document, catalogue),
      ...checkIdentities(document, catalogue),
      ...checkDns(document),
      ...checkSchedules(document, catalogue),
      ...checkTimeZones(document),
    ]),
  ];
}
