import { costOf } from '../../diff/cost.ts';
import type { LinkedCluster, LinkedEnvironment } from '../../link/clusters.ts';
import { issuersAt } from '../../link/link.ts';
import { promotionsOf } from '../../link/promoted.ts';
import { type Catalogue, type Fleet, isSynced } from '../../model/fleet.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { ClusterView } from '../../model/rule.ts';
import type { PricesSettings } from '../../model/settings/index.ts';
import { alike } from './alike.ts';
import { lossReports } from './losses.ts';
import { mapOf } from './map.ts';
import { objectivesOf } from './objectives.ts';
import type { ClusterReport, EnvironmentReport } from './report.ts';
import { routesOf } from './routes.ts';

/** All that an environment is reported from. */
export interface EnvironmentSource {
  readonly linked: LinkedEnvironment;
  readonly catalogue: Catalogue;
  readonly fleet: Fleet;
  readonly knowledge: Knowledge;
  readonly prices: PricesSettings | undefined;
  /** The clusters to show, with their objects. */
  readonly views: readonly (readonly [LinkedCluster, ClusterView])[];
}

/** An environment: its clusters, and what is the same in some of them once. */
export function environmentReport(source: EnvironmentSource): EnvironmentReport {
  const { linked, catalogue, fleet, knowledge, views } = source;
  const { environment } = linked;
  const rings = environment.settings.rings ?? [];
  const promoted = promotionsOf(catalogue, fleet, environment).flatMap(({ promoted: name, clusters }) =>
    clusters.filter(({ cluster }) => cluster.name === name),
  );
  const each = <Row>(rowsOf: (one: LinkedCluster, view: ClusterView) => readonly Row[]) =>
    alike(views.map(([one, view]) => ({ cluster: one.cluster.name, rows: rowsOf(one, view) })));
  return {
    name: environment.name,
    domain: environment.settings.domain,
    isSynced: isSynced(environment),
    rings,
    clusters: views.map(([one, view]) => clusterReport(one, view, source)),
    map: mapOf(views),
    routes: each(({ graph, running }) => {
      const issuers = issuersAt(catalogue, running, environment.settings);
      return routesOf(
        graph,
        issuers.map(({ value }) => value),
      );
    }),
    scalers: each((_, view) => knowledge.reachesOf(view)),
    quotas: each((_, view) => knowledge.quotasOf(view).map(({ name: _name, ...quota }) => quota)),
    losses: each((one, view) => {
      const beside = linked.clusters.filter((other) => other !== one);
      return lossReports(one, view, knowledge, beside, promoted);
    }),
    objectives: each(({ graph }) => objectivesOf(graph)),
  };
}

function clusterReport(
  { cluster, graph, parked }: LinkedCluster,
  view: ClusterView,
  { knowledge, prices }: EnvironmentSource,
): ClusterReport {
  const { name, cloud, region, zones, kubernetes, role, gateway, ring, state } = cluster;
  const { least, most, zone, storage } = knowledge.capacityOf(view);
  const cost = costOf({ least, most, zone, storage }, cloud, prices);
  return {
    name,
    cloud,
    region,
    zones,
    kubernetes,
    role,
    gateway,
    ...(ring !== undefined && { ring }),
    isRetiring: state === 'retiring',
    apps: graph.size,
    waiting: parked.filter(({ why }) => why === 'waiting').map(({ app }) => app.name),
    capacity: {
      least,
      most,
      zone,
      storage,
      room: knowledge.roomOf(view),
      ...(cost && prices && { cost: { currency: prices.currency, ...cost } }),
    },
  };
}
