import { cassandraPorts, reaperPorts } from '../../../upstream/k8ssandra.ts';
import { matching, type ScrapeTarget } from '../../monitoring/targets/scrape.ts';
import type { CassandraSystem } from './system.ts';

/** What Prometheus reads of a Cassandra: nodes, and Reaper where it repairs them. */
export function cassandraTargets(system: CassandraSystem): readonly ScrapeTarget[] {
  const { app, names, isRepaired } = system;
  return [
    { name: app.name, namespace: app.tier, selector: matching(names.nodePods), port: cassandraPorts.metrics },
    ...(isRepaired
      ? [{ name: names.reaper, namespace: app.tier, selector: matching(names.reaperPods), port: reaperPorts.metrics }]
      : []),
  ];
}
