import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertingRule } from '../../generators/blocks/monitoring/prometheus/rule.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';
import { type FiringAlert, failuresOf, type RuleTest } from './ruleTest.ts';
import { systems } from './systems.ts';

const program = await labProgram('promtool', say);
const good = 'http_requests_total{namespace="backend",service="shop",status="200"}';
const failed = 'http_requests_total{namespace="backend",service="shop",status="503"}';
const ratio = (window: string) => `sum(slo:sli_error:ratio_rate${window})`;

/** What promtool says of a system with all its rules. */
function failures(name: string, about: Omit<RuleTest, 'alerts'>, alert: string, firing: readonly FiringAlert[]) {
  const system = systems.find((one) => one.name === name) ?? assert.fail(`no system ${name}`);
  const rules = [...system.recordings, ...system.alerts.map(alertingRule)];
  return failuresOf(program, rules, { ...about, alerts: { name: alert, firing } });
}

const quiet = (name: string, about: Omit<RuleTest, 'alerts'>, alert: string) => failures(name, about, alert, []);

test('one failure among thirty requests at night wakes nobody', async () => {
  const series = { [good]: '0+0.5x60', [failed]: '0x50 1x10' };
  const queries = { [`${ratio('1h')} > bool 0.0144`]: [1], [`${ratio('5m')} > bool 0.0144`]: [1] };
  assert.equal(await quiet('availability', { series, at: '54m', queries }, 'ErrorBudgetBurn'), '');
});

test('a failure of all of a hundred requests in half an hour wakes somebody, and is no ticket yet', async () => {
  const fire = (window: string): FiringAlert => ({
    labels: { slo: 'availability', app: 'shop', namespace: 'backend', severity: 'page', team: 'backend', window },
    annotations: {
      summary: `shop fails: 100% of requests in ${window}, and 0.1% are allowed`,
      dashboard: 'app-shop',
      runbook: 'docs/runbooks/ErrorBudgetBurn.md',
    },
  });
  const series = { [failed]: '0+3.3x40' };
  const found = await failures('availability', { series, at: '30m' }, 'ErrorBudgetBurn', [fire('1h'), fire('6h')]);
  assert.equal(found, '');
});

test('without requests there is no ratio and no alert', async () => {
  const series = { [good]: '7x90', [failed]: '3x90' };
  const queries = { [ratio('5m')]: [], [ratio('1h')]: [] };
  assert.equal(await quiet('availability', { series, at: '80m', queries }, 'ErrorBudgetBurn'), '');
});

test('without any failure yet the ratio is 0, and not unknown', async () => {
  const queries = { [ratio('5m')]: [0], [ratio('1h')]: [0], 'sum(slo:objective:ratio)': [0.999] };
  assert.equal(
    await quiet('availability', { series: { [good]: '0+60x90' }, at: '80m', queries }, 'ErrorBudgetBurn'),
    '',
  );
});

test('requests to other Services count for nothing', async () => {
  const other = failed.replace('"shop"', '"other"');
  const series = { [good]: '0+60x90', [other]: '0+600x90' };
  assert.equal(
    await quiet('availability', { series, at: '80m', queries: { [ratio('1h')]: [0] } }, 'ErrorBudgetBurn'),
    '',
  );
});

test('where nothing is known of any node, no zone is called lost', async () => {
  const series = { 'up{namespace="monitoring",service="kube-state-metrics"}': '0x15' };
  assert.equal(await quiet('zones', { series, at: '10m' }, 'ZoneLost'), '');
});

test('a database that says nothing of its backups has an old backup', async () => {
  const firing: FiringAlert = {
    labels: { namespace: 'data', database: 'users', severity: 'ticket', team: 'data' },
    annotations: {
      summary: 'users in data has no base backup from the last 30 hours, or does not say',
      dashboard: 'postgres',
      runbook: 'docs/runbooks/PostgresBackupOld.md',
    },
  };
  const series = { 'cnpg_collector_up{namespace="data",pod="users-1",cluster="users"}': '1x90' };
  assert.equal(await failures('postgresBackup', { series, at: '80m' }, 'PostgresBackupOld', [firing]), '');
});
