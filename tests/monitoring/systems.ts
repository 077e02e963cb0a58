import type { Alert } from '../../generators/blocks/monitoring/alerts/alert.ts';
import { alertmanagerAlerts } from '../../generators/blocks/monitoring/alerts/alertmanager.ts';
import { clusterAlerts } from '../../generators/blocks/monitoring/alerts/clusterAlerts.ts';
import { collectorAlerts } from '../../generators/blocks/monitoring/alerts/collector.ts';
import { logStoreAlerts } from '../../generators/blocks/monitoring/alerts/elasticsearch.ts';
import { gatewayAlerts } from '../../generators/blocks/monitoring/alerts/gateways.ts';
import { mongodbAlerts } from '../../generators/blocks/monitoring/alerts/mongodb.ts';
import { mysqlAlerts } from '../../generators/blocks/monitoring/alerts/mysql.ts';
import { postgresAlerts, postgresBackupAlerts } from '../../generators/blocks/monitoring/alerts/postgres.ts';
import { pushAlerts } from '../../generators/blocks/monitoring/alerts/push.ts';
import { rabbitmqAlerts } from '../../generators/blocks/monitoring/alerts/rabbitmq.ts';
import { searchAlerts } from '../../generators/blocks/monitoring/alerts/search.ts';
import { targetsMissing } from '../../generators/blocks/monitoring/alerts/targets.ts';
import { valkeyAlerts } from '../../generators/blocks/monitoring/alerts/valkey.ts';
import {
  budgetAlerts,
  type MeasuredObjective,
  recordings,
} from '../../generators/blocks/monitoring/objectives/burnRates.ts';
import { indicator } from '../../generators/blocks/monitoring/objectives/indicator.ts';
import { availability, latency, type Objective } from '../../generators/blocks/monitoring/objectives/objective.ts';
import { ofServices, type RequestMetrics } from '../../generators/blocks/monitoring/objectives/requestMetrics.ts';
import type { RecordingRule } from '../../generators/blocks/monitoring/prometheus/rule.ts';
import { gateways } from '../../generators/model/settings/cluster.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { exampleHub, fleetSettings } from '../../generators/testing/fleetSettings.ts';

/** Alerts of one system, with the recordings that they read. */
export interface AlertSystem {
  readonly name: string;
  readonly alerts: readonly Alert[];
  readonly recordings: readonly RecordingRule[];
  /** The namespace that it is about. Absent: all of them. */
  readonly namespace?: string;
}

/** The cluster that Argo CD runs in, of one zone. */
const hub = { ...exampleClusters.local, name: exampleHub.cluster, zones: ['a'] };

const requests: RequestMetrics = {
  answered: { metric: 'http_requests_total' },
  failed: { metric: 'http_requests_total', where: 'status=~"5.."' },
  duration: { metric: 'http_request_duration_seconds', buckets: [0.25, 0.5, 1] },
};

const promised = [availability(99.9), latency(99, '500ms')].map((objective): AlertSystem => {
  const measured = measure(objective);
  return { ...measured, name: objective.slo, alerts: budgetAlerts(measured), recordings: recordings(measured) };
});

/** An objective of the example app `shop`. */
function measure(objective: Objective): MeasuredObjective {
  const [app, namespace] = ['shop', 'backend'];
  return { app, namespace, objective, indicator: indicator(app, objective, requests, ofServices(namespace, [app])) };
}

/** Every alert there is, on examples: `shop` in `backend`, data systems in `data`. */
export const systems: readonly AlertSystem[] = [
  ...promised,
  ...[
    ...clusterAlerts({ fleet: fleetSettings, cluster: hub }),
    { name: 'alertmanager', alerts: alertmanagerAlerts },
    { name: 'collector', namespace: 'agents', alerts: collectorAlerts({ name: 'logs', namespace: 'agents' }) },
    { name: 'app', namespace: 'backend', alerts: targetsMissing({ name: 'shop', namespace: 'backend' }) },
    { name: 'push', namespace: 'media', alerts: pushAlerts({ name: 'push', namespace: 'media' }) },
    { name: 'postgres', namespace: 'data', alerts: postgresAlerts({ name: 'users', namespace: 'data' }) },
    { name: 'postgresBackup', namespace: 'data', alerts: postgresBackupAlerts({ name: 'users', namespace: 'data' }) },
    { name: 'mysql', namespace: 'data', alerts: mysqlAlerts({ name: 'payments', namespace: 'data' }) },
    { name: 'mongodb', namespace: 'data', alerts: mongodbAlerts({ name: 'feed', namespace: 'data' }) },
    { name: 'valkey', namespace: 'data', alerts: valkeyAlerts({ name: 'cache', namespace: 'data' }) },
    { name: 'rabbitmq', namespace: 'data', alerts: rabbitmqAlerts({ name: 'events', namespace: 'data' }) },
    {
      name: 'elasticsearch',
      namespace: 'logging',
      alerts: logStoreAlerts({ name: 'store', namespace: 'logging' }),
    },
    { name: 'search', namespace: 'data', alerts: searchAlerts({ name: 'finder', namespace: 'data' }) },
    ...gateways.map((gateway) => ({
      name: gateway,
      namespace: 'gateways',
      alerts: gatewayAlerts(gateway)({ name: 'gateway', namespace: 'gateways' }),
    })),
  ].map((system): AlertSystem => ({ ...system, recordings: [] })),
];

/** What a case is found by: the system, the alert, and the labels that tell its rules apart. */
export function caseKey(system: AlertSystem, { name, labels = {} }: Alert): string {
  const told = system.alerts.filter((alert) => alert.name === name).length > 1 ? Object.values(labels) : [];
  return [system.name, name, ...told].join(' ');
}
