import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { LinkedCluster } from './clusters.ts';

/** Findings about the classes of nodes of a cluster: pods that name none need one, and a local cluster starts no nodes. */
export function checkNodes(fleet: Fleet, { environment, cluster }: LinkedCluster): Finding[] {
  const index = environment.settings.clusters.indexOf(cluster);
  const finding = (path: readonly string[], rest: Pick<Finding, 'code' | 'message' | 'fix'>): Finding => ({
    ...rest,
    severity: 'error',
    at: fleet.locate(environment.file, ['clusters', index, 'nodes', ...path]),
    in: { environment: environment.name, cluster: cluster.name },
  });
  const classes = Object.entries(cluster.nodes);
  const open = classes.some(([, { spot, taints = [] }]) => !spot && taints.length === 0);
  return [
    ...(open
      ? []
      : [
          finding([], {
            code: 'nodes-for-nobody',
            message: `Every class of nodes of ${cluster.name} has taints or is spot: pods that name no class, such as those of operators and databases, find no node.`,
            fix: 'Add a class that has no taints and is not spot.',
          }),
        ]),
    ...classes
      .filter(([, { instances }]) => cluster.cloud === 'local' && instances)
      .map(([name]) =>
        finding([name, 'instances'], {
          code: 'instances-of-no-cloud',
          message: `${cluster.name} is local, and nothing there starts nodes: instances of ${name} mean nothing.`,
          fix: 'Delete them: the class says what the nodes that are there offer.',
        }),
      ),
  ];
}
