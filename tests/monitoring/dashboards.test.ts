import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { gatewayMetrics } from '../../generators/blocks/monitoring/dashboards/gatewayMetrics.ts';
import type { RequestMetrics } from '../../generators/blocks/monitoring/objectives/requestMetrics.ts';
import type { OwnImage, Runtime } from '../../generators/blocks/runtime.ts';
import { repository } from '../../generators/repository.ts';
import { exampleDashboards } from '../../generators/testing/dashboards.ts';
import { metricsIn } from '../../generators/testing/promql.ts';
import { ofSample } from '../ofSample.ts';
import { systems } from './systems.ts';

interface Dashboard {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly uid: string; readonly folderRef: string; readonly json: string };
}
interface Model {
  readonly uid: string;
  readonly panels: readonly { readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[];
}

const files = globSync(
  ['base/grafana/grafana-dashboard-*.yaml', 'overlays/**/grafana/grafana-dashboard-*.patch.yaml'],
  {
    cwd: repository,
  },
);
const read = (file: string) => parse(readFileSync(join(repository, file), 'utf8')) as Dashboard;
const inBase = files.filter((file) => file.startsWith('base/')).map(read);
const models = files.map((file) => JSON.parse(read(file).spec.json) as Model);

/** Metrics that no alert reads and no runtime names, by who exports them. */
const further: Readonly<Record<string, readonly string[]>> = {
  'https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/documentation.md': [
    'otelcol_exporter_sent_log_records_total',
    'otelcol_exporter_sent_spans_total',
  ],
  'https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md': ['container_cpu_usage_seconds_total'],
  'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md': [
    'kube_pod_container_info',
    'kube_pod_container_status_waiting_reason',
  ],
  'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#inspecting-alerts-during-runtime': [
    'ALERTS',
  ],
  'https://github.com/prometheus/prometheus/tree/main/tsdb': [
    'prometheus_tsdb_head_series',
    'prometheus_tsdb_head_samples_appended_total',
    'prometheus_tsdb_storage_blocks_bytes',
  ],
  'https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/config/manager/default-monitoring.yaml': [
    'cnpg_pg_stat_database_xact_commit',
    'cnpg_pg_stat_database_xact_rollback',
  ],
  'https://github.com/prometheus/mysqld_exporter/blob/main/collector/global_status.go': [
    'mysql_global_status_threads_connected',
    'mysql_global_status_queries',
    'mysql_global_status_slow_queries',
  ],
  'https://github.com/oliver006/redis_exporter/blob/master/exporter/exporter.go': [
    'redis_evicted_keys_total',
    'redis_connected_clients',
    'redis_commands_processed_total',
  ],
  'https://github.com/k8ssandra/k8ssandra-operator/tree/main/docs/content/en/tasks/monitor/metrics-endpoints': [
    'org_apache_cassandra_metrics_client_request_latency_count',
    'org_apache_cassandra_metrics_client_request_latency_bucket',
    'org_apache_cassandra_metrics_client_request_timeouts_total',
    'org_apache_cassandra_metrics_client_connected_native_clients',
    'org_apache_cassandra_metrics_table_pending_compactions',
  ],
  'https://github.com/prometheus-community/elasticsearch_exporter/blob/v1.11.0/metrics.md': [
    'elasticsearch_indices_docs',
    'elasticsearch_indices_search_query_time_seconds',
    'elasticsearch_indices_search_query_total',
    'elasticsearch_jvm_memory_max_bytes',
    'elasticsearch_jvm_memory_used_bytes',
  ],
};

function requestMetricsOf({ answered, failed, duration }: RequestMetrics): readonly string[] {
  const histogram = duration ? [`${duration.metric}_bucket`, `${duration.metric}_count`] : [];
  return [answered.metric, ...(failed ? [failed.metric] : []), ...histogram];
}

test('the dashboards of the backend have uids of their own, in folders that there are', () => {
  const uids = inBase.map(({ spec }) => spec.uid);
  assert.equal(new Set(uids).size, uids.length);
  for (const { metadata, spec } of inBase) {
    assert.equal(metadata.name, spec.uid);
    const folder = join('base/grafana', `grafana-folder-${spec.folderRef}.yaml`);
    assert.doesNotThrow(() => read(folder), folder);
  }
});

test('the model of each dashboard is JSON of its uid', () => {
  for (const [index, file] of files.entries()) {
    const uid = models[index]?.uid;
    assert.ok(file.includes(`grafana-dashboard-${uid}.`), `${file}: ${uid}`);
  }
});

test('every alert leads to a dashboard', () => {
  const uids = exampleDashboards.map(({ uid }) => uid);
  for (const { dashboard, name } of systems.flatMap(({ alerts }) => alerts)) {
    assert.ok(uids.includes(dashboard), `${name}: ${dashboard}`);
  }
});

test('every app with a Deployment has a dashboard', () => {
  const apps = globSync('base/*/deployment-*.yaml', { cwd: repository }).flatMap((file) => {
    const [, app, deployment] = file.split(/[/\\]/);
    return deployment === `deployment-${app}.yaml` ? [app] : [];
  });
  if (!ofSample) assert.ok(apps.includes('api'));
  const uids = inBase.map(({ spec }) => spec.uid);
  assert.deepEqual(
    apps.filter((app) => !uids.includes(`app-${app}`)),
    [],
  );
});

test('every metric of a dashboard is read by an alert, named by a runtime or known of an exporter', async () => {
  const known = new Set([
    ...systems.flatMap(({ alerts, recordings }) => [
      ...[...alerts, ...recordings].flatMap(({ expr }) => metricsIn(expr)),
      ...recordings.map(({ record }) => record),
    ]),
    ...Object.values(gatewayMetrics).flatMap(({ requests, duration }) => [
      requests,
      `${duration}_bucket`,
      `${duration}_count`,
    ]),
    ...(await requestsOfRuntimes()).flatMap(requestMetricsOf),
    ...Object.values(further).flat(),
  ]);
  const used = models.flatMap(({ uid, panels }) =>
    panels.flatMap(({ title, targets = [] }) =>
      targets.flatMap(({ expr }) => metricsIn(expr).map((metric) => ({ metric, where: `${uid}: ${title}` }))),
    ),
  );
  if (!ofSample) assert.ok(used.length > 500);
  assert.deepEqual(
    used.filter(({ metric }) => !known.has(metric)),
    [],
  );
  const names = new Set([
    ...used.map(({ metric }) => metric),
    ...exampleDashboards.flatMap(({ sections }) =>
      sections.flatMap(({ charts }) =>
        charts.flatMap(({ panel }) => (panel.targets ?? []).flatMap(({ expr }) => metricsIn(expr))),
      ),
    ),
  ]);
  assert.deepEqual(
    Object.values(further)
      .flat()
      .filter((metric) => !names.has(metric)),
    [],
    'nothing is known that no dashboard shows',
  );
});

/** What the runtimes of the backend say of requests: those of stand-ins too. */
async function requestsOfRuntimes(): Promise<readonly RequestMetrics[]> {
  const modules = globSync('apps/runtimes/*.ts', { cwd: repository }).map(
    (file) =>
      import(pathToFileURL(join(repository, file)).href) as Promise<Record<string, Partial<Runtime & OwnImage>>>,
  );
  const runtimes = (await Promise.all(modules)).flatMap((one) => Object.values(one));
  return runtimes.flatMap((one) => [one, one.own]).flatMap((one) => (one?.requests ? [one.requests] : []));
}
