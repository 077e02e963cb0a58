import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricsIn, promqlMistakes } from './promql.ts';

const cases: readonly (readonly [expr: string, mistaken: boolean, metrics: readonly string[]])[] = [
  ['up == 0', false, ['up']],
  ['sum by (pod) (rate(a_total{x="$y"}[$__rate_interval])) / b', false, ['a_total', 'b']],
  ['slo:sli_error:ratio_rate5m{app="api"}', false, ['slo:sli_error:ratio_rate5m']],
  ['sum by (pod (up)', true, ['up']],
  ['rate(up[5 minutes])', true, ['up']],
  ['up{pod="a}', true, ['up']],
];
for (const [expr, mistaken, metrics] of cases) {
  test(`${expr} ${mistaken ? 'is not understood' : 'is understood'}`, () => {
    assert.equal(promqlMistakes(expr).length > 0, mistaken);
    assert.deepEqual(mistaken ? metrics : metricsIn(expr), metrics);
  });
}
