import type { Built } from '../../generators/model/rule.ts';
import { once } from '../kubernetes/once.ts';
import { at, listAt, textAt } from '../kubernetes/reading.ts';
import { parseQuery, type Query } from '../promql/query.ts';

/** A query of an object, and where it stands. */
export interface PlacedQuery {
  readonly object: Built;
  readonly field: string;
  readonly query: Query;
}

/** The queries of a cluster: those of rules of Prometheus, and those by which KEDA scales. */
export const queriesOf = once((view): readonly PlacedQuery[] => [
  ...view.ofKind('PrometheusRule', 'monitoring.coreos.com').flatMap((object) =>
    rulesIn(object).map(({ field, rule }) => ({
      object,
      field: `${field}.expr`,
      query: parseQuery(String(at(rule, ['expr']) ?? '')),
    })),
  ),
  ...view.ofKind('ScaledObject', 'keda.sh').flatMap((object) =>
    listAt(object.resource, ['spec', 'triggers']).flatMap((trigger, index) =>
      textAt(trigger, ['type']) === 'prometheus'
        ? [
            {
              object,
              field: `spec.triggers[${index}].metadata.query`,
              query: parseQuery(textAt(trigger, ['metadata', 'query'])),
            },
          ]
        : [],
    ),
  ),
]);

/** Names of the series that rules record. */
export const recordedSeries = once(
  (view): ReadonlySet<string> =>
    new Set(
      view
        .ofKind('PrometheusRule', 'monitoring.coreos.com')
        .flatMap((object) => rulesIn(object).map(({ rule }) => textAt(rule, ['record'])))
        .filter((name) => name !== ''),
    ),
);

function rulesIn({ resource }: Built): readonly { readonly field: string; readonly rule: object }[] {
  return listAt(resource, ['spec', 'groups']).flatMap((group, g) =>
    listAt(group, ['rules']).map((rule, r) => ({
      field: `spec.groups[${textAt(group, ['name']) || g}].rules[${r}]`,
      rule,
    })),
  );
}
