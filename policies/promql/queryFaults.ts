import type { Exported } from '../../generators/model/exported.ts';
import { metricSources } from '../../generators/upstream/metrics/index.ts';
import type { Query, Selector } from './query.ts';

/**
 * What is wrong with a query, whatever is scraped: it is no PromQL, or asks for metrics or labels that no program in use
 * exports.
 * @param recorded names of the series that rules record: of their labels nobody here knows
 * @param declared metrics that apps declare, beside those of programs that are known
 * @param ofCluster further labels of every series: those by which a Prometheus tells clusters apart
 */
export function* queryFaults(
  query: Query,
  recorded: ReadonlySet<string>,
  declared: readonly Exported[] = [],
  ofCluster: readonly string[] = [],
): Iterable<string> {
  const { fault, selectors, groupings, made } = query;
  if (fault !== undefined) {
    yield `It is no PromQL from ${JSON.stringify(fault)} on.`;
    return;
  }
  const exported = selectors.filter(({ metric }) => !recorded.has(metric));
  for (const selector of exported) yield* selectorFaults(selector, declared, new Set([...targetLabels, ...ofCluster]));
  if (exported.length < selectors.length || exported.length === 0) return;
  const known = new Set([
    ...targetLabels,
    ...made,
    ...exported.flatMap(({ metric }) => [...(labelsOf(metric, declared) ?? [])]),
  ]);
  for (const label of groupings) {
    if (!known.has(label)) yield `It groups by the label ${label}, which no series here has.`;
  }
}

function* selectorFaults(
  { metric, matchers }: Selector,
  declared: readonly Exported[],
  ofTargets: ReadonlySet<string>,
): Iterable<string> {
  const labels = labelsOf(metric, declared);
  if (!labels) {
    yield `It asks for ${metric || 'metrics without a name'}, which no program in use exports.`;
    return;
  }
  for (const { label } of matchers) {
    if (!labels.has(label) && !ofTargets.has(label)) {
      yield `It asks for ${metric} by the label ${label}, which it lacks.`;
    }
  }
}

/**
 * Labels that Prometheus and its operator give every series, or a relabeling of monitors here:
 * https://prometheus-operator.dev/docs/developer/getting-started/#using-podmonitors
 */
const targetLabels = new Set([
  'namespace',
  'pod',
  'container',
  'endpoint',
  'instance',
  'job',
  'node',
  'service',
  'zone',
]);

/** The labels of each metric of the programs in use. */
const labelsKnown: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ...Map.groupBy(
      metricSources.flatMap(({ metrics }) => Object.entries(metrics)),
      ([metric]) => metric,
    ),
  ].map(([metric, sources]) => [metric, new Set(sources.flatMap(([, labels]) => labels))]),
);

/** All labels of a metric, whichever program exports it. */
function labelsOf(metric: string, declared: readonly Exported[]): ReadonlySet<string> | undefined {
  const known = labelsKnown.get(metric);
  const sources = declared.filter((one) => Object.hasOwn(one, metric));
  if (sources.length === 0) return known;
  return new Set([...(known ?? []), ...sources.flatMap((one) => one[metric] ?? [])]);
}
