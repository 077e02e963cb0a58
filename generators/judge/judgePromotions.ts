import { concerns } from '../files/fleetPart.ts';
import { keySum } from '../kept/keySum.ts';
import type { Finding } from '../model/finding.ts';
import { memberOf } from './cluster.ts';
import { neededIn } from './judgeClusters.ts';
import type { ObjectGroup } from './kept/checked.ts';
import { keptRules } from './kept/ruled.ts';
import { type Standing, standingOf } from './kept/standing.ts';
import { watchFleet } from './kept/watchedFleet.ts';
import { judgePromoted, membersAfter, type Promoted, promote, promotedPlaces, sharing } from './promoted.ts';
import type { Ready } from './ready.ts';
import type { Standings } from './standings.ts';

/** The promotions that concern what is looked at, and what the code of the API server is asked about them. */
export function promotionsToJudge(
  { model, part, checks, code }: Ready,
  { byCluster }: Standings,
): { readonly all: readonly Promoted[]; readonly groups: readonly ObjectGroup[] } {
  const now = new Map([...byCluster].map(([one, standing]) => [keyOf(one), standing]));
  const all = promote(model, code.plan)
    .filter(({ linked }) => concerns(part, { environment: linked.environment.name }))
    .map((one) => sharing(one, now.get(keyOf(one.linked)) ?? standingOf([])));
  const groups = all
    .filter(({ linked: { environment, cluster } }) =>
      concerns(part, { environment: environment.name, cluster: cluster.name }),
    )
    .map((one) => groupOfPromotion(one, now.get(keyOf(one.linked)) ?? standingOf([]), checks.identity));
  return { all, groups };
}

const keyOf = ({ environment, cluster }: Promoted['linked']) => `${environment.name}/${cluster.name}`;

function groupOfPromotion(one: Promoted, now: Standing, identity: string): ObjectGroup {
  const { promoted, linked } = one;
  return {
    key: keySum(identity, promoted, keyOf(linked), linked.cluster.kubernetes, one.identity, now.identity),
    targets: [],
    check: () => ({ said: { objects: 0, findings: [], unchecked: [] }, places: promotedPlaces(one, now) }),
  };
}

/** What operators and rules say of promotions. @param now what is found of the clusters as they are */
export function judgePromotions(
  ready: Ready,
  { members }: Standings,
  promotions: readonly Promoted[],
  now: readonly Finding[],
): readonly Finding[] {
  const { model, rules, code, checks, announcements } = ready;
  const applied = keptRules(checks.results, code.rules, rules);
  const judged = (one: Promoted) => ({
    needs: neededIn(ready, one.linked, one),
    ruled: applied(
      {
        member: memberOf(one.linked, one),
        fleet: watchFleet(membersAfter(one, promotions, [...members.values()]), announcements),
      },
      undefined,
    ),
  });
  return judgePromoted(model, promotions, judged, now);
}
