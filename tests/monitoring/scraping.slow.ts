import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse, stringify } from 'yaml';
import type { AlertingRule } from '../../generators/blocks/monitoring/prometheus/rule.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { repository } from '../../generators/repository.ts';
import { alertmanagerName, monitoringNamespace } from '../../generators/upstream/prometheus.ts';
import { alertmanagerPorts } from '../../generators/upstream/prometheusOperator.ts';
import type { Ref } from '../../lab/api/client.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { type Lab, openLab } from '../../lab/lab.ts';
import { scaledFrom } from '../../lab/metrics/scaled.ts';
import { type RunningAlertmanager, startAlertmanager } from '../../lab/monitoring/alertmanager.ts';
import { type Exporter, serveExporter } from '../../lab/monitoring/exporter.ts';
import { podinfoMetricsPort, podinfoRequests } from '../../lab/monitoring/podinfo.ts';
import { type RunningPrometheus, startPrometheusServer } from '../../lab/monitoring/prometheusServer.ts';
import { type Receiver, serveReceiver } from '../../lab/monitoring/receiver.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import { configurator } from './alertmanagerConfiguration.ts';
import { monitoringCluster } from './monitoringCluster.ts';
import { prometheusConfiguration } from './prometheusConfiguration.ts';
import { type StandInPod, standInPods } from './standInPods.ts';
import { writeAlertmanager } from './writeAlertmanager.ts';

// A real Prometheus, with the configuration and the rights that it has in production, finds pods of `api` at an API
// server and scrapes what stands behind their addresses. What it then knows answers the autoscaler, and fires an alert.

const app = 'api';
const perSecond = 20;

let lab: Lab;
let receiver: Receiver;
let alertmanager: RunningAlertmanager;
let prometheus: RunningPrometheus;
let pods: readonly StandInPod[];
let exporters: readonly Exporter[];
const [cluster = assert.fail('there is no such cluster')] = (await builtClusters(repository)).filter(
  ({ name }) => name === 'production/aws-us-east-1',
);
const objects = cluster.objects.get(app) ?? [];

before(async () => {
  receiver = await serveReceiver();
  lab = await openLab({ progress: say });
  lab.beforeStop(() => receiver.close());
  const server = await monitoringCluster(lab, 'scraping');
  const made = await prometheusConfiguration(lab, server, cluster.objects);
  const { api, services } = server;
  const configured = [...(cluster.objects.get('platform') ?? []), ...(cluster.objects.get(alertmanagerName) ?? [])];
  alertmanager = await startAlertmanager(
    lab,
    await writeAlertmanager(lab.folder, alertmanagerName, configurator(server), configured, receiver.address),
    say,
  );
  await api.create(alertmanagerEndpoints);
  const [prefix = ''] = /^\d+\.\d+/.exec(services) ?? [];
  pods = await standInPods(api, cluster, app, cluster.cluster.zones.slice(0, 2), prefix);
  exporters = await Promise.all(
    pods.map(({ address }) =>
      serveExporter({ host: address, port: podinfoMetricsPort(objects) }, podinfoRequests, perSecond),
    ),
  );
  const rules = new Map([...made.rules].map(([path, text]) => [path, sooner(text)]));
  prometheus = await startPrometheusServer(
    server,
    lab.processes,
    { ...made, rules },
    { alertmanager: alertmanager.address, seconds: 1 },
    say,
  );
});
after(async () => {
  await Promise.all((exporters ?? []).map((one) => one.stop()));
  await lab?.stop();
});

test('series say of which namespace, service, pod and zone they are', async () => {
  const told = async () => (await prometheus.query('http_requests_total')).map(({ labels }) => labels);
  await until('both pods are scraped', 60, async () => {
    const { length } = await told();
    return length === pods.length || `${length} are`;
  });
  const kept = (await told()).map(({ namespace, service, pod, zone, status }) => ({
    namespace,
    service,
    pod,
    zone,
    status,
  }));
  const expected = pods.map(({ name, zone }) => ({
    namespace: 'backend',
    service: app,
    pod: name,
    zone,
    status: '200',
  }));
  assert.deepEqual(
    kept.sort((a, b) => (a.pod ?? '').localeCompare(b.pod ?? '')),
    expected,
  );
});

test('the query of the autoscaler gives the requests per second of all pods', async () => {
  const { spec } = scaledFrom(app, objects).scaler as Resource & { spec: { triggers: Trigger[] } };
  const query = spec.triggers.find(({ type }) => type === 'prometheus')?.metadata.query ?? assert.fail('no query');
  const wanted = perSecond * pods.length;
  await until(`${query} is ${wanted}`, 120, async () => {
    const [{ value } = { value: Number.NaN }, ...others] = await prometheus.query(query);
    return (others.length === 0 && Math.abs(value - wanted) < wanted / 20) || `${value}`;
  });
});

test('the dead man’s switch hears of it', async () => {
  await until('a heartbeat came', 120, async () => receiver.calls('/heartbeat').length > 0 || 'none came');
});

const own = {
  environment: 'production',
  cluster: cluster.cluster.name,
  namespace: 'backend',
  team: 'backend',
  service: app,
};

test('of a pod that no longer answers, Alertmanager knows its zone', async () => {
  await exporters[0]?.stop();
  const found = async () => (await alertmanager.alerts()).filter(({ labels }) => labels.alertname === 'TargetDown');
  await until('it has the alert', 60, async () => (await found()).length > 0 || 'it has none');
  const [{ labels: { container: _, instance: __, prometheus: ___, ...labels } = {} } = {}, ...others] = await found();
  assert.deepEqual(others, []);
  const [{ name: pod = '', zone = '' } = {}] = pods;
  assert.deepEqual(labels, { ...own, alertname: 'TargetDown', severity: 'ticket', job: `backend/${app}`, pod, zone });
});

test('when no pod of an app answers, somebody is woken, and the channel is told', async () => {
  await Promise.all(exporters.map((one) => one.stop()));
  const message = `No pod of ${app} in backend gives metrics: it is down, or nobody sees how it is`;
  for (const path of ['/pagerduty', '/slack/alerts']) {
    await until(`${path} is told`, 90, async () => {
      const calls = receiver.calls(path).map(({ body }) => body);
      return calls.some((body) => body.includes(message)) || `it was called with ${calls.join(' and ')}`;
    });
  }
  const [missing, ...others] = (await alertmanager.alerts()).filter(
    ({ labels }) => labels.alertname === 'TargetsMissing',
  );
  assert.deepEqual(others, []);
  const { prometheus: _, ...labels } = missing?.labels ?? {};
  assert.deepEqual(labels, { ...own, alertname: 'TargetsMissing', severity: 'page' });
});

interface Trigger {
  readonly type: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file with rules, in which the alerts about the targets of the app wait for two seconds. */
function sooner(text: string): string {
  const file = parse(text) as { groups: { rules: Partial<AlertingRule & { for: string }>[] }[] };
  for (const rule of file.groups.flatMap(({ rules }) => rules)) {
    const { alert, labels } = rule;
    if (alert === 'TargetDown' || (alert === 'TargetsMissing' && labels?.service === app)) rule.for = '2s';
  }
  return stringify(file);
}

/**
 * Where the Service of Alertmanager leads to: an EndpointSlice may not have a loopback address, so this one is found and
 * not called.
 */
const alertmanagerEndpoints = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: alertmanagerName,
    namespace: monitoringNamespace,
    labels: { 'kubernetes.io/service-name': alertmanagerName },
  },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
  ports: [{ name: 'web', port: alertmanagerPorts.web, protocol: 'TCP' }],
} as Ref;
