import { hasSharedData } from '../model/app.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { LinkedCluster } from './clusters.ts';

/**
 * Checks that the hub is not in a cluster with the primary of a database: if that cluster is lost, Argo CD is lost with
 * it, and Argo CD is needed for the failover.
 */
export function checkHub(fleet: Fleet, { environment, cluster, graph }: LinkedCluster): Finding[] {
  const { hub } = fleet.settings;
  if (hub?.cluster !== cluster.name) return [];
  const holding = [...graph.values()].filter(
    ({ app, inputs }) => hasSharedData(app) && (inputs.replication?.primary ?? cluster.name) === cluster.name,
  );
  if (holding.length === 0) return [];
  const names = holding.map(({ app }) => app.name).join(', ');
  return [
    {
      code: 'hub-beside-primary',
      severity: 'error',
      message: `Argo CD is to run in ${cluster.name}, which holds the primary of ${names}: if the cluster is lost, nobody can fail over.`,
      fix: 'Give the hub a cluster of its own, which may be the one cluster of an environment that has no data.',
      at: fleet.locate('overlays/fleet.yaml', ['hub', 'cluster']),
      in: { environment: environment.name, cluster: cluster.name },
    },
  ];
}
