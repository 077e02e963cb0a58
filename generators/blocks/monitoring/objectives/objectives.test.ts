import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofKind } from '../../../testing/golden.ts';
import { app } from '../../../testing/names.ts';
import { rendered } from '../../../testing/rendered.ts';
import { exampleRuntime } from '../../../testing/runtime.ts';
import { exampleSpec } from '../../../testing/spec.ts';
import type { Part } from '../../part.ts';
import { service } from '../../service.ts';
import type { RuleGroup } from '../prometheus/rule.ts';
import { availability, latency } from './objective.ts';
import { objectives } from './objectives.ts';

const shop = app('shop', 'backend', ['http']);
const ruleOf = (part: Part, runtime = exampleRuntime) => {
  const apps = [service(shop, { ...exampleSpec, runtime, uses: {}, parts: [part] })];
  const rules = ofKind(rendered('shop', { apps, contracts: [] }), 'PrometheusRule');
  return rules.filter(({ metadata }) => metadata.name === 'shop-objectives');
};
const rulesOf = (part: Part, runtime = exampleRuntime) =>
  ruleOf(part, runtime).flatMap(({ spec }) => (spec as { groups: RuleGroup[] }).groups.flatMap(({ rules }) => rules));
const alertsOf = (part: Part) => rulesOf(part).flatMap((rule) => ('alert' in rule ? [rule] : []));

test('an app with objectives has one PrometheusRule in its namespace, with a group each for recordings and alerts', () => {
  const [rule, ...more] = ruleOf(objectives([availability(99.9), latency(99, '500ms')]));
  assert.deepEqual(more, []);
  assert.deepEqual([rule?.metadata.name, rule?.metadata.namespace], ['shop-objectives', 'backend']);
  assert.equal(rule?.metadata.labels?.['app.kubernetes.io/name'], 'shop');
  const groups = (rule?.spec as { groups: RuleGroup[] }).groups.map(({ name }) => name);
  assert.deepEqual(groups, ['shop-availability', 'shop-availability-alerts', 'shop-latency', 'shop-latency-alerts']);
});

test('a page has two windows, the least number of bad requests, a team, a runbook and a sentence', () => {
  const [page] = alertsOf(objectives([availability(99.9)]));
  const series = '{slo="availability",app="shop",namespace="backend"}';
  assert.deepEqual(page, {
    alert: 'ErrorBudgetBurn',
    expr: [
      `slo:sli_error:ratio_rate1h${series} > 0.0144`,
      `slo:sli_error:ratio_rate5m${series} > 0.0144`,
      `slo:sli_error:increase1h${series} >= 10`,
    ].join(' and '),
    for: '2m',
    labels: { window: '1h', severity: 'page', team: 'backend' },
    annotations: {
      summary: 'shop fails: {{ $value | humanizePercentage }} of requests in 1h, and 0.1% are allowed',
      dashboard: 'app-shop',
      runbook: 'docs/runbooks/ErrorBudgetBurn.md',
    },
  });
});

test('windows, factors and waiting times are those of the SRE workbook', () => {
  const found = alertsOf(objectives([availability(99.9)])).map(({ expr, for: wait, labels }) => {
    const [, long, above] = /ratio_rate(\w+)\{[^}]*\} > ([\d.]+)/.exec(expr) ?? [];
    const short = /and slo:sli_error:ratio_rate(\w+)/.exec(expr)?.[1];
    return [short, long, Number(above) * 1000, wait, labels.severity];
  });
  assert.deepEqual(found, [
    ['5m', '1h', 14.4, '2m', 'page'],
    ['30m', '6h', 6, '15m', 'page'],
    ['2h', '1d', 3, '1h', 'ticket'],
    ['6h', '3d', 1, '3h', 'ticket'],
  ]);
});

test('an alert that would need more than all requests to be bad is left out', () => {
  const windows = (percent: number) => alertsOf(objectives([availability(percent)])).map(({ labels }) => labels.window);
  assert.deepEqual(windows(95), ['1h', '6h', '1d', '3d']);
  assert.deepEqual(windows(93), ['6h', '1d', '3d']);
  assert.deepEqual(windows(60), ['3d']);
});

test('of a histogram, a whole number of seconds is found as both 1 and 1.0', () => {
  const [rule] = rulesOf(objectives([latency(99, '1s')]));
  assert.match(
    rule?.expr ?? '',
    /http_request_duration_seconds_bucket\{namespace="backend",service="shop",le=~"1\(\[\.\]0\)\?"\}/,
  );
});

test('a threshold that is no bucket is refused with its neighbours', () => {
  const failure = (within: string) => () => rulesOf(objectives([latency(99, within)]));
  assert.throws(failure('300ms'), {
    message: 'shop promises answers within 0.3 s, and the histogram http_request_duration_seconds has no such bucket',
    fix: 'Take one of its neighbours: 0.25 s or 0.5 s.',
  });
  assert.throws(failure('5s'), { fix: 'Take one of its neighbours: 1 s.' });
  assert.throws(failure('10ms'), { fix: 'Take one of its neighbours: 0.1 s.' });
});

const { requests, ...silent } = exampleRuntime;
const { answered } = requests ?? assert.fail();

test('what an image does not export cannot be promised', () => {
  const counting = { ...silent, requests: { answered } };
  assert.throws(() => rulesOf(objectives([availability(99)]), silent), {
    name: 'Failure',
    message: 'shop has objectives, and its image exports no metrics of requests',
  });
  assert.throws(() => rulesOf(objectives([availability(99)]), counting), {
    message: /does not export which requests failed/,
  });
  assert.throws(() => rulesOf(objectives([latency(99, '1s')]), counting), {
    message: /does not export how long requests took/,
  });
});

test('one objective of a kind', () => {
  assert.throws(() => rulesOf(objectives([availability(99), availability(99.9)])), {
    message: 'shop promises availability twice',
  });
});
