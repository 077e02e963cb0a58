import type { Environment } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { FleetSettings } from '../model/settings/index.ts';
import { chartClusterKinds, chartNamespacedKinds } from './chartKinds.ts';
import type { Deployed } from './deployed.ts';
import { inOrder, joinKinds } from './kinds.ts';
import { argoNames } from './names.ts';
import { helmRepository } from './operatorSources.ts';
import { ownsNamespace } from './ownsNamespace.ts';
import { pairs, project } from './project.ts';

/**
 * Two projects for each environment: one allows the kinds of its apps' objects, the other the kinds in the charts of
 * its operators. So an app can never write a CRD or a ClusterRole, nor any object into another environment.
 */
export function environmentProjects(
  fleet: FleetSettings,
  environment: Environment,
  clusters: readonly Deployed[],
): Resource[] {
  const { name, settings } = environment;
  const windows = settings.windows ?? [];
  const here = new Map(clusters.map((one) => [one.cluster.name, one]));
  const kinds = joinKinds(clusters.map((one) => one.kinds));
  const operators = clusters.flatMap((one) => one.operators);
  const owning = operators.filter(({ operator }) => ownsNamespace(operator));
  const namespaces = new Set(owning.map(({ operator }) => operator.namespace));
  return [
    project({
      name: argoNames.project(name),
      description: `Apps of ${name}.`,
      repositories: [fleet.repository],
      destinations: pairs(environment, (cluster) => here.get(cluster)?.kinds.namespaces ?? []),
      clusterKinds: inOrder(kinds.cluster),
      namespacedKinds: inOrder(kinds.namespaced),
      windows,
    }),
    ...(operators.length === 0
      ? []
      : [
          project({
            name: argoNames.operatorsProject(name),
            description: `Operators of ${name}.`,
            repositories: [fleet.repository, ...operators.map(({ pinned }) => helmRepository(pinned.repository))],
            destinations: pairs(environment, (cluster) => operatorNamespaces(here.get(cluster))),
            clusterKinds: [
              ...[...namespaces].sort().map((namespace) => ({ group: '', kind: 'Namespace', name: namespace })),
              ...chartClusterKinds,
            ],
            namespacedKinds: chartNamespacedKinds,
            windows,
          }),
        ]),
  ];
}

/**
 * Operators live in their own namespaces, have roles in those they watch, and some bind the role in `kube-system` that
 * extensions of the API server need: https://kubernetes.io/docs/tasks/extend-kubernetes/setup-extension-api-server/
 */
function operatorNamespaces(deployed: Deployed | undefined): Iterable<string> {
  const own = (deployed?.operators ?? []).flatMap(({ operator, watched }) => [operator.namespace, ...watched]);
  return new Set(own.length > 0 ? [...own, 'kube-system'] : []);
}
