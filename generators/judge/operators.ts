import { clusterAt } from '../link/level.ts';
import { calledFor } from '../link/operators.ts';
import type { Finding } from '../model/finding.ts';
import type { Environment, Locate } from '../model/fleet.ts';
import type { Operator } from '../model/operator.ts';
import type { Built } from '../model/rule.ts';
import type { Cluster } from '../model/settings/index.ts';
import { unserved } from './served.ts';

/** What a cluster's objects need of operators. */
export interface OperatorNeeds {
  /** Findings about objects that no operator serves. */
  readonly unserved: readonly Finding[];
  /** Names of the operators that they need and that act as a cloud identity. */
  readonly acting: readonly string[];
}

/** Where a cluster is in the settings. */
export interface InSettings {
  readonly environment: Environment;
  readonly cluster: Cluster;
  readonly locate: Locate;
}

/**
 * Findings about the operators that a cluster's objects need: an operator that serves them is missing, or the cloud
 * identity that the operator acts as. The second is a warning, because clouds have other ways of granting identities,
 * such as Pod Identity of EKS.
 */
export function operatorFindings(
  { unserved: findings, acting }: OperatorNeeds,
  { environment, cluster, locate }: InSettings,
): Finding[] {
  const facts = clusterAt({ layer: 'cluster', environment, cluster });
  const path = ['clusters', environment.settings.clusters.indexOf(cluster), 'identities'];
  return [
    ...findings,
    ...acting
      .filter((name) => facts.cloud !== 'local' && facts.identities[name] === undefined)
      .map(
        (name): Finding => ({
          code: 'identity-missing',
          severity: 'warning',
          message: `The operator ${name} acts as a cloud identity, but ${cluster.name} names none for it.`,
          fix: `Add \`${name}\` under the cluster's identities, unless the cloud ties it to the service account itself.`,
          at: locate(environment.file, path),
          in: { environment: environment.name, cluster: cluster.name },
        }),
      ),
  ];
}

/** What the objects of a cluster need. It depends on them, on the cluster's settings and on the code of operators. */
export function operatorNeeds(
  operators: readonly Operator[],
  { environment, cluster }: Omit<InSettings, 'locate'>,
  objects: readonly Built[],
): OperatorNeeds {
  const where = { environment: environment.name, cluster: cluster.name };
  const byApp = Map.groupBy(objects, ({ app }) => app);
  const resourcesOf = (built: readonly Built[]) => built.map(({ resource }) => resource);
  const facts = clusterAt({ layer: 'cluster', environment, cluster });
  const called = [...calledFor(operators, resourcesOf(objects), facts).keys()];
  return {
    unserved: [...byApp].flatMap(([app, built]) => unserved(operators, resourcesOf(built), { ...where, app })),
    acting: called.filter(({ identity }) => identity).map(({ name }) => name),
  };
}
