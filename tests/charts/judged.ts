import { applyRules } from '../../generators/judge/rules.ts';
import type { Finding } from '../../generators/model/finding.ts';
import type { Built } from '../../generators/model/rule.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { rules } from '../../policies/index.ts';

/**
 * What the rules find once the objects of charts are in a cluster with all others, and not without them: also of those
 * others, as where nodes become too small.
 */
export function foundWithCharts(
  { environment, cluster }: { readonly environment: string; readonly cluster: Cluster },
  own: readonly Built[],
  charts: readonly Built[],
): Finding[] {
  const find = (objects: readonly Built[]) =>
    applyRules(rules, viewOf(environment, cluster, objects), undefined).filter(({ severity }) => severity !== 'note');
  const before = new Set(find(own).map((one) => JSON.stringify(one)));
  return find([...own, ...charts]).filter((one) => !before.has(JSON.stringify(one)));
}
