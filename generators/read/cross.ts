import type { Finding } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import { bounds } from './cross/bounds.ts';
import { clusterNames } from './cross/clusterNames.ts';
import { contracts } from './cross/contracts.ts';
import { identities } from './cross/identities.ts';
import { networks } from './cross/networks.ts';
import { rings } from './cross/rings.ts';
import { zones } from './cross/zones.ts';
import type { Document } from './document.ts';

/**
 * Checks across several settings. They read only values that are valid by their schema: a finding of the schema check
 * is not repeated here.
 * @param environments the `environment.yaml` of each environment that could be parsed
 */
export function cross(environments: readonly Document[], catalogue: Catalogue): Finding[] {
  return [
    ...clusterNames(environments),
    ...rings(environments),
    ...environments.flatMap((document) => [
      ...zones(document),
      ...networks(document),
      ...bounds(document, catalogue),
      ...contracts(document, catalogue),
      ...identities(document, catalogue),
    ]),
  ];
}
