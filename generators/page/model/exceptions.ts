import { exceptionsOf, reasonFor } from '../../judge/exceptions.ts';
import { nameOf } from '../../model/resource.ts';
import type { ClusterView, Rule } from '../../model/rule.ts';
import type { ReportedException } from './report.ts';

/** The exceptions that objects declare with a reason: one entry for a rule and a reason. */
export function exceptionsIn(views: readonly ClusterView[], rules: readonly Rule[]): readonly ReportedException[] {
  const declared = views.flatMap((view) =>
    view.all.flatMap(({ resource, app }) =>
      exceptionsOf(resource).flatMap((code) => {
        const reason = reasonFor(resource, code);
        const where = `${view.environment}/${view.cluster.name}/${app}`;
        return reason === undefined ? [] : [{ code, reason, object: nameOf(resource), where }];
      }),
    ),
  );
  const groups = Map.groupBy(declared, ({ code, reason }) => JSON.stringify([code, reason]));
  const unique = (texts: readonly string[]) => [...new Set(texts)].sort();
  return [...groups.values()]
    .flatMap((members): ReportedException[] => {
      const [first] = members;
      if (!first) return [];
      const { code, reason } = first;
      const title = rules.find((rule) => rule.code === code)?.title ?? '';
      const objects = unique(members.map(({ object }) => object));
      return [{ code, title, reason, objects, in: unique(members.map(({ where }) => where)) }];
    })
    .toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
