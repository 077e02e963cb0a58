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

/**
 * Operators that a cluster had at the base revision and does not get any more, because no object calls for them. Their
 * files vanish from the tree; ApplicationSets delete no Application, so the operator runs on without anybody who upgrades
 * it. A person may have meant that: it is a warning.
 * @param was the objects of the cluster at the base revision
 * @param planned paths of all planned files
 */
export function operatorsLeaving(
  operators: readonly Operator[],
  { environment, cluster, locate }: { environment: Environment; cluster: Cluster; locate: Locate },
  was: readonly Built[],
  planned: ReadonlySet<string>,
): Finding[] {
  if (!isSynced(environment)) return [];
  const resources = was.map(({ resource }) => resource);
  const now = clusterAt({ layer: 'cluster', environment, cluster });
  // The settings of the base revision are not here, and operators look at one of them: the gateway of then.
  const facts = { ...now, gateway: gatewayIn(resources) ?? now.gateway };
  const leaving = [...calledFor(operators, resources, facts).keys()].filter(({ name, values }) => {
    const chart = paths.chartInCluster(name, environment.name, cluster.name);
    return !planned.has(values ? chart : paths.operator(environment.name, cluster.name, name));
  });
  const index = environment.settings.clusters.indexOf(cluster);
  return leaving.map((operator): Finding => {
    const served = resources.filter((object) => operator.serves(object, facts));
    const [first] = served;
    const others = served.length > 1 ? ` and ${served.length - 1} more` : '';
    return {
      code: 'operator-leaves',
      severity: 'warning',
      message: first
        ? `No object in ${cluster.name} calls for the operator ${operator.name} any more; ${nameOf(first)}${others} did.`
        : `No other operator in ${cluster.name} needs the operator ${operator.name} any more.`,
      fix: `If that is meant, delete its Application by hand after the sync (docs/argocd.md, "Remove something"); else restore what called for it.`,
      at: locate(environment.file, ['clusters', index]),
      in: { environment: environment.name, cluster: cluster.name },
    };
  });
}
