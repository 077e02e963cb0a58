import { gatewayIn } from '../blocks/gateways/kinds.ts';
import { paths } from '../files/paths.ts';
import { clusterAt } from '../link/level.ts';
import { calledFor } from '../link/operators.ts';
import type { Finding } from '../model/finding.ts';
import { type Environment, isSynced, type Locate } from '../model/fleet.ts';
import type { Operator } from '../model/operator.ts';
import { nameOf } from '../model/resource.ts';
import type { Built } from '../model/rule.ts';
import type { Cluster } from '../model/settings/index.ts';

/** An operator that objects call for. */
export interface CalledOperator {
  readonly name: string;
  /** Whether it has a chart. */
  readonly hasValues: boolean;
  /** The first object that it serves, if any, and how many there are. */
  readonly first: string | undefined;
  readonly serves: number;
}

/**
 * The operators that the objects of a cluster called for at the base revision. It depends on them, on the cluster's
 * settings and on the code of operators.
 */
export function operatorsBefore(
  operators: readonly Operator[],
  { environment, cluster }: { environment: Environment; cluster: Cluster },
  was: readonly Built[],
): readonly CalledOperator[] {
  const resources = was.map(({ resource }) => resource);
  const now = clusterAt({ layer: 'cluster', environment, cluster });
  // The settings of the base revision are not here, and operators look at one of them: the gateway of then.
  const facts = { ...now, gateway: gatewayIn(resources) ?? now.gateway };
  return [...calledFor(operators, resources, facts).keys()].map((operator) => {
    const served = resources.filter((object) => operator.serves(object, facts));
    const [first] = served;
    return {
      name: operator.name,
      hasValues: operator.values !== undefined,
      first: first && nameOf(first),
      serves: served.length,
    };
  });
}

/**
 * Operators that a cluster had at the base revision and does not get any more, because no object calls for them. Their
 * files vanish from the tree; ApplicationSets delete no Application, so the operator runs on without anybody who upgrades
 * it. A person may have meant that: it is a warning.
 * @param before what called for operators at the base revision
 * @param planned paths of the planned files of Argo CD
 */
export function operatorsLeaving(
  { environment, cluster, locate }: { environment: Environment; cluster: Cluster; locate: Locate },
  before: readonly CalledOperator[],
  planned: ReadonlySet<string>,
): Finding[] {
  if (!isSynced(environment)) return [];
  const leaving = before.filter(({ name, hasValues }) => {
    const chart = paths.chartInCluster(name, environment.name, cluster.name);
    return !planned.has(hasValues ? chart : paths.operator(environment.name, cluster.name, name));
  });
  const index = environment.settings.clusters.indexOf(cluster);
  return leaving.map(({ name, first, serves }): Finding => {
    const others = serves > 1 ? ` and ${serves - 1} more` : '';
    return {
      code: 'operator-leaves',
      severity: 'warning',
      message: first
        ? `No object in ${cluster.name} calls for the operator ${name} any more; ${first}${others} did.`
        : `No other operator in ${cluster.name} needs the operator ${name} any more.`,
      fix: `If that is meant, delete its Application by hand after the sync (docs/argocd.md, "Remove something"); else restore what called for it.`,
      at: locate(environment.file, ['clusters', index]),
      in: { environment: environment.name, cluster: cluster.name },
    };
  });
}
