import { openResults } from '../../kept/results.ts';
import type { Catalogue } from '../../model/fleet.ts';
import type { Rule } from '../../model/rule.ts';
import { memberOf } from '../cluster.ts';
import { keptAnnouncements, type Member, watchFleet } from '../kept/watchedFleet.ts';
import { operatorNeeds } from '../operators.ts';
import { type judgePromoted, membersAfter, type Promoted } from '../promoted.ts';
import { applyRules } from '../rules.ts';

/** What operators and rules say of promotions, of which nothing is kept. @param members the clusters as they are */
export function afterPromotion(
  { operators = [] }: Catalogue,
  promotions: readonly Promoted[],
  rules: readonly Rule[],
  members: readonly Member[],
): Parameters<typeof judgePromoted>[2] {
  const asked = rules.flatMap(({ asks = [] }) => asks);
  const announcements = keptAnnouncements(openResults(':memory:'), '', asked);
  return (one) => {
    const after = watchFleet(membersAfter(one, promotions, members), announcements);
    const view = after.viewOf(memberOf(one.linked, one), () => {});
    return {
      needs: operatorNeeds(operators, one.linked, one.objects()),
      ruled: applyRules(rules, view, undefined),
    };
  };
}
