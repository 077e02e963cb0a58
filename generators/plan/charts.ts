import { paths } from '../files/paths.ts';
import { printGenerated } from '../files/print.ts';
import { clusterAt, environmentAt } from '../link/level.ts';
import { calledFor } from '../link/operators.ts';
import type { FileSpec } from '../model/file.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import type { Operator, Values } from '../model/operator.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster } from '../model/settings/index.ts';
import { sharedValues, withoutShared } from './values.ts';

/** The objects of a cluster. */
export interface Content {
  readonly environment: Environment;
  readonly cluster: Cluster;
  readonly objects: readonly Resource[];
}

/** Values of one operator in one cluster. */
export interface ChartValues {
  readonly operator: Operator;
  readonly environment: Environment;
  readonly cluster: Cluster;
  /** Undefined of an operator without a chart. */
  readonly values: Values | undefined;
  /** Namespaces with objects that it serves. */
  readonly namespaces: readonly string[];
}

/** The values of every operator that a cluster has objects for. */
export function chartValues(
  { operators = [] }: Catalogue,
  fleet: Fleet,
  { environment, cluster, objects }: Content,
): ChartValues[] {
  const level = { layer: 'cluster', environment, cluster } as const;
  const facts = clusterAt(level);
  return [...calledFor(operators, objects, facts)].map(([operator, namespaces]) => {
    const version = fleet.settings.charts[operator.name]?.version ?? '';
    const inputs = { fleet: fleet.settings, environment: environmentAt(level), cluster: facts, version, namespaces };
    const values = operator.values?.(inputs);
    return { operator, environment, cluster, values, namespaces };
  });
}

/**
 * Helm values files of operators: one of each environment with the values that its clusters share, and one of each
 * cluster with the rest. A chart runs in a cluster exactly if the second file exists, even an empty one.
 */
export function chartFiles(all: readonly ChartValues[]): FileSpec[] {
  const charts = all.flatMap(({ values, ...one }) => (values ? [{ ...one, values }] : []));
  const groups = Map.groupBy(charts, ({ operator, environment }) => `${operator.name}/${environment.name}`);
  return [...groups.values()].flatMap((members) => {
    const shared = sharedValues(members.map(({ values }) => values));
    const [first] = members;
    if (first === undefined) return [];
    return [
      file(paths.chart(first.operator.name, first.environment.name), shared, first),
      ...members.map((one) => {
        const path = paths.chartInCluster(one.operator.name, one.environment.name, one.cluster.name);
        return file(path, withoutShared(one.values, shared), one);
      }),
    ];
  });
}

function file(path: string, values: Values, { operator, environment }: Omit<ChartValues, 'values'>): FileSpec {
  const source = `${environment.file} and ${operator.source}`;
  return { path, content: printGenerated(values, source), source };
}
