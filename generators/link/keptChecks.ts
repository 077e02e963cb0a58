import type { KeptResults } from '../kept/keptResults.ts';
import { keySum } from '../kept/keySum.ts';
import type { Finding } from '../model/finding.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';
import { checkLinks } from './check.ts';
import type { LinkedFleet } from './clusters.ts';
import { peersSum } from './sums.ts';

/**
 * The findings of {@link checkLinks} of all clusters. That there are none of one is kept, so that its graph need not be
 * linked again; any finding has a line, and lines move.
 */
export function checkClusters(
  catalogue: Catalogue,
  fleet: Fleet,
  { clusters }: Pick<LinkedFleet, 'clusters'>,
  kept?: KeptResults,
): readonly Finding[] {
  return clusters.flatMap((cluster) => {
    if (!kept) return checkLinks(catalogue, fleet, cluster);
    const key = keySum('links', kept.code.plan, cluster.identity, peersSum(cluster.environment));
    if (kept.results.get<boolean>(key)) return [];
    const findings = checkLinks(catalogue, fleet, cluster);
    if (findings.length === 0) kept.results.put(key, true);
    return findings;
  });
}
