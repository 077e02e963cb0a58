import type { Gateway } from '../../../model/settings/cluster.ts';
import type { Objective } from '../objectives/objective.ts';
import type { DataSystem } from '../targets/dataSystem.ts';
import type { MeasuredApp } from '../targets/measuredApp.ts';
import { appDashboard } from './appDashboard.ts';
import { appsDashboard } from './apps.ts';
import { argoCdDashboard } from './argocd.ts';
import { cassandraDashboard } from './cassandra.ts';
import { clusterDashboard } from './cluster.ts';
import type { DashboardSpec } from './dashboard.ts';
import { type DataDashboard, dataDashboard } from './data.ts';
import { gatewayDashboard } from './gateway.ts';
import { mongodbDashboard } from './mongodb.ts';
import { monitoringDashboard } from './monitoring.ts';
import { mysqlDashboard } from './mysql.ts';
import { overview } from './overview.ts';
import { postgresDashboard } from './postgres.ts';
import { pushDashboard } from './push.ts';
import { rabbitmqDashboard } from './rabbitmq.ts';
import { searchDashboard } from './search.ts';
import { valkeyDashboard } from './valkey.ts';

/** What dashboards show of a cluster. */
export interface Shown {
  readonly gateway: Gateway;
  readonly apps: readonly MeasuredApp[];
  /** What apps promise, by their names. */
  readonly objectives: ReadonlyMap<string, readonly Objective[]>;
  readonly systems: readonly DataSystem[];
}

/** Kinds of data systems, in the order of the menu. A bucket has none: its app has one. */
const data: readonly (readonly [DataSystem['kind'], DataDashboard])[] = [
  ['postgresql', postgresDashboard],
  ['mysql', mysqlDashboard],
  ['mongodb', mongodbDashboard],
  ['cassandra', cassandraDashboard],
  ['cache', valkeyDashboard],
  ['queue', rabbitmqDashboard],
  ['search', searchDashboard],
];

/** All dashboards of a cluster: those of everything that runs there, and those of the platform. */
export function dashboardsOf({ gateway, apps, objectives, systems }: Shown): readonly DashboardSpec[] {
  return [
    overview(gateway, apps),
    gatewayDashboard(gateway),
    pushDashboard,
    appsDashboard,
    ...apps.map((app) => appDashboard(app, objectives.get(app.name) ?? [])),
    ...data.flatMap(([kind, dashboard]) => {
      const own = systems.filter((system) => system.kind === kind);
      return own.length > 0 ? [dataDashboard(dashboard, own)] : [];
    }),
    clusterDashboard,
    monitoringDashboard,
    argoCdDashboard,
  ];
}
