import { catalogue } from '../../apps/index.ts';
import { memberOf } from '../../generators/judge/cluster.ts';
import { judgePromoted, promote } from '../../generators/judge/promoted.ts';
import { renderedViews } from '../../generators/judge/renderedViews.ts';
import { applyRules } from '../../generators/judge/rules.ts';
import { afterPromotion } from '../../generators/judge/testing/afterPromotion.ts';
import { checkLinks } from '../../generators/link/check.ts';
import { linkFleet } from '../../generators/link/clusters.ts';
import type { Finding } from '../../generators/model/finding.ts';
import type { Fleet } from '../../generators/model/fleet.ts';
import type { ClusterView } from '../../generators/model/rule.ts';
import { readFleet } from '../../generators/read/read.ts';
import { rules } from '../../policies/index.ts';

/** A fleet in memory: its clusters by `environment/cluster`, as rules see them, and what is found of it. */
export interface JudgedFleet {
  readonly views: ReadonlyMap<string, ClusterView>;
  readonly findings: readonly Finding[];
}

/**
 * What `generate` and `validate` say of the settings in a folder, for the apps of this repository, without a file
 * written: `npm run validate` proves that files and model are the same.
 * @param before the fleet that it is compared with
 */
export function judgeFleet(root: string, before?: JudgedFleet): JudgedFleet {
  const { fleet, findings: read } = readFleet(root, catalogue);
  if (!fleet) return { views: new Map(), findings: read };
  return judge(fleet, read, before);
}

function judge(fleet: Fleet, read: readonly Finding[], before: JudgedFleet | undefined): JudgedFleet {
  const linked = linkFleet(catalogue, fleet);
  const links = linked.clusters.flatMap((one) => checkLinks(catalogue, fleet, one));
  const rendered = renderedViews(linked.clusters);
  const members = [...rendered].map(([one, { all }]) => memberOf(one, { identity: '', objects: () => all }));
  const fleetViews = new Map(
    [...rendered].map(([{ environment, cluster }, view]) => [`${environment.name}/${cluster.name}`, view]),
  );
  const judged = [...fleetViews].flatMap(([key, view]) => applyRules(rules, view, before?.views.get(key)));
  const now = [...read, ...links, ...judged];
  const model = { catalogue, fleet, linked };
  const promotions = promote(model, '');
  const promoted = judgePromoted(model, promotions, afterPromotion(catalogue, promotions, rules, members), now);
  return { views: fleetViews, findings: [...now, ...promoted] };
}
