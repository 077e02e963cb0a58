import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { teamOfNamespace } from '../../generators/blocks/monitoring/alerts/alert.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { run } from '../../generators/programs/run.ts';
import { repository } from '../../generators/repository.ts';
import { alertmanagerName } from '../../generators/upstream/prometheus.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { type Lab, openLab } from '../../lab/lab.ts';
import { type RunningAlertmanager, startAlertmanager } from '../../lab/monitoring/alertmanager.ts';
import { type Receiver, serveReceiver } from '../../lab/monitoring/receiver.ts';
import { labProgram } from '../../lab/programs.ts';
import { until } from '../../lab/until.ts';
import { say } from '../cluster/say.ts';
import { type Configure, inConfiguration, openConfigurator } from './alertmanagerConfiguration.ts';
import { systems } from './systems.ts';
import { writeAlertmanager } from './writeAlertmanager.ts';

// The real prometheus-operator makes Alertmanager's configuration from what is committed; the real amtool and the real
// Alertmanager say who is told.

let lab: Lab;
let receiver: Receiver;
let configure: Configure;
let amtool: string;
let built: Map<string, readonly Resource[]>;

before(async () => {
  amtool = await labProgram('amtool', say);
  const clusters = await builtClusters(repository);
  built = new Map(
    clusters.map(({ name, objects }) => [
      name,
      [...(objects.get('platform') ?? []), ...(objects.get(alertmanagerName) ?? [])],
    ]),
  );
  receiver = await serveReceiver();
  lab = await openLab({ progress: say });
  lab.beforeStop(() => receiver.close());
  configure = await openConfigurator(lab);
});
after(() => lab?.stop());

/** The configuration of a cluster in a file, and its templates beside it: secrets are addresses of the stand-in. */
function written(cluster: string): Promise<string> {
  const objects = built.get(cluster) ?? assert.fail(`there is no cluster ${cluster}`);
  return writeAlertmanager(lab.folder, cluster.replaceAll('/', '-'), configure, objects, receiver.address);
}

/** Who hears of an alert with these labels, by amtool. */
async function heard(file: string, labels: Readonly<Record<string, string>>): Promise<string> {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const { status, stdout, reason } = await run(amtool, ['config', 'routes', 'test', `--config.file=${file}`, ...pairs]);
  assert.equal(status, 0, reason);
  return stdout.trim();
}

const told = (...receivers: readonly string[]) => receivers.map(inConfiguration).join(',');

type Told = readonly (readonly [severity: string, team: string, receivers: readonly string[]])[];
const tables: Readonly<Record<string, Told>> = {
  'production/aws-us-east-1': [
    ['page', 'backend', ['on-call', 'alerts']],
    ['page', 'platform', ['on-call', 'alerts']],
    ['page', 'data', ['on-call', 'alerts']],
    ['page', 'somebody', ['on-call', 'alerts']],
    ['ticket', 'backend', ['alerts']],
    ['ticket', 'platform', ['alerts']],
    ['ticket', 'data', ['data-alerts']],
    ['', 'data', ['data-alerts']],
    ['', '', ['alerts']],
    ['heartbeat', 'platform', ['dead-mans-switch']],
  ],
  'staging/staging-eu-west-1': [
    ['page', 'backend', ['alerts']],
    ['page', 'data', ['alerts']],
    ['ticket', 'backend', ['alerts']],
    ['heartbeat', 'platform', ['dead-mans-switch']],
  ],
};

for (const [cluster, table] of Object.entries(tables)) {
  describe(cluster, () => {
    let file: string;
    before(async () => {
      file = await written(cluster);
    });

    test('amtool accepts the configuration and its templates', async () => {
      const { status, stdout, reason } = await run(amtool, ['check-config', file]);
      assert.equal(status, 0, reason);
      assert.match(stdout, /1 templates/);
    });

    for (const [severity, team, receivers] of table) {
      test(`${severity || 'what has no severity'} of ${team || 'no team'} is told to ${receivers.join(' and ')}`, async () => {
        const labels = { ...(severity && { severity }), ...(team && { team }) };
        assert.equal(await heard(file, labels), told(...receivers));
      });
    }

    test('somebody hears of every alert there is', async () => {
      const alerts = systems.flatMap((system) => system.alerts);
      const kinds = new Map(
        alerts.map(({ severity, team: said }) => {
          const team = said === teamOfNamespace ? 'backend' : said;
          return [`${severity} ${team}`, { severity, team }];
        }),
      );
      for (const labels of kinds.values()) assert.notEqual(await heard(file, labels), told('nobody'));
    });
  });
}

describe('a running Alertmanager', () => {
  const cluster = { cluster: 'aws-us-east-1', environment: 'production' };
  const alert = (alertname: string, severity: string, labels: Readonly<Record<string, string>>) => ({
    labels: { alertname, severity, ...cluster, ...labels },
    annotations: { summary: `summary of ${alertname}`, dashboard: 'app', runbook: `docs/runbooks/${alertname}.md` },
  });
  const budget = { namespace: 'backend', team: 'backend', app: 'api', slo: 'availability' };
  const posted = [
    alert('Watchdog', 'heartbeat', { team: 'platform' }),
    alert('ErrorBudgetBurn', 'page', { ...budget, window: '1h' }),
    alert('ErrorBudgetBurn', 'ticket', { ...budget, window: '1d' }),
    alert('ErrorBudgetBurn', 'ticket', { ...budget, app: 'billing', window: '1d' }),
    alert('ZoneLost', 'page', { team: 'platform', zone: 'us-east-1a' }),
    alert('PodsNotReady', 'ticket', { namespace: 'backend', team: 'backend', workload: 'Deployment/api' }),
    alert('TargetDown', 'ticket', { namespace: 'backend', team: 'backend', pod: 'api-1', zone: 'us-east-1a' }),
    alert('TargetDown', 'ticket', { namespace: 'backend', team: 'backend', pod: 'api-2', zone: 'us-east-1b' }),
    alert('WorkloadUnavailable', 'page', { namespace: 'messaging', team: 'messaging', workload: 'Deployment/push' }),
  ];
  let running: RunningAlertmanager;
  before(async () => {
    running = await startAlertmanager(lab, await written('production/aws-us-east-1'), say);
    await running.post(posted);
  });

  test('what a lost zone and a page explain is told to nobody, and all else is told', async () => {
    const suppressed = async () =>
      (await running.alerts())
        .filter(({ status }) => status.state === 'suppressed')
        .map(({ labels: { alertname, app, zone } }) => [alertname, app, zone].filter(Boolean).join(' '));
    await until('three alerts are inhibited', 30, async () => {
      const { length } = await suppressed();
      return length >= 3 || `${length} are`;
    });
    const shown = await suppressed();
    assert.deepEqual(shown.sort(), ['ErrorBudgetBurn api', 'PodsNotReady', 'TargetDown us-east-1a']);
  });

  test('a page reaches the pager and the channel, with what to do first', async () => {
    const burn = (path: string) => receiver.calls(path).filter(({ body }) => body.includes('ErrorBudgetBurn'));
    await until('the page is told', 60, async () => {
      const missing = ['/pagerduty', '/slack/alerts'].filter((path) => burn(path).length === 0);
      return missing.length === 0 || `nothing came to ${missing.join(' and ')}`;
    });
    const incident = JSON.parse(burn('/pagerduty')[0]?.body ?? '{}') as Incident;
    assert.equal(incident.routing_key, 'key-of-on-call');
    assert.equal(incident.payload.severity, 'critical');
    assert.equal(incident.payload.summary, 'PAGE: ErrorBudgetBurn in aws-us-east-1/backend');
    const { attachments } = JSON.parse(burn('/slack/alerts')[0]?.body ?? '{}') as SlackMessage;
    assert.equal(attachments[0]?.title, 'PAGE: ErrorBudgetBurn in aws-us-east-1/backend');
    assert.match(
      attachments[0]?.text ?? '',
      new RegExp(
        [
          '^summary of ErrorBudgetBurn',
          'severity page, team backend, cluster aws-us-east-1, since [-0-9]+ [0-9:]+ UTC, dashboard app',
          'what to do first: https://github\\.com/example/mobile-backend-gitops/blob/HEAD/docs/runbooks/ErrorBudgetBurn\\.md\\n*$',
        ].join('\\n'),
      ),
    );
    assert.deepEqual(incident.payload.custom_details.alerts?.trim(), attachments[0]?.text.trim());
  });

  test('the dead man’s switch hears a heartbeat every minute, and nobody else does', async () => {
    await until('two heartbeats came', 150, async () => {
      const { length } = receiver.calls('/heartbeat');
      return length >= 2 || `${length} came`;
    });
    const [first, second] = receiver.calls('/heartbeat');
    const apart = ((second?.milliseconds ?? 0) - (first?.milliseconds ?? 0)) / 1000;
    assert.ok(apart > 45 && apart < 75, `${apart} s`);
    for (const path of ['/slack/alerts', '/slack/data', '/pagerduty']) {
      assert.equal(
        receiver.calls(path).some(({ body }) => body.includes('Watchdog')),
        false,
        path,
      );
    }
  });
});

/** https://developer.pagerduty.com/docs/send-alert-event */
interface Incident {
  readonly routing_key: string;
  readonly payload: {
    readonly summary: string;
    readonly severity: string;
    readonly custom_details: Readonly<Record<string, string>>;
  };
}

/** https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments/ */
interface SlackMessage {
  readonly attachments: readonly { readonly title: string; readonly text: string }[];
}
