import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertingRule } from '../../generators/blocks/monitoring/prometheus/rule.ts';
import { labProgram } from '../../lab/programs.ts';
import { say } from '../cluster/say.ts';
import type { InputSeries } from './alertCase.ts';
import { alertingCases } from './cases/alerting.ts';
import { appCases } from './cases/apps.ts';
import { clusterCases } from './cases/cluster.ts';
import { collectorCases } from './cases/collector.ts';
import { dataCases } from './cases/data.ts';
import { elasticsearchCases } from './cases/elasticsearch.ts';
import { gatewayCases } from './cases/gateways.ts';
import { objectiveCases } from './cases/objectives.ts';
import { searchCases } from './cases/search.ts';
import { workloadCases } from './cases/workloads.ts';
import { type FiringAlert, failuresOf, firing } from './ruleTest.ts';
import { caseKey, systems } from './systems.ts';

const cases = {
  ...alertingCases,
  ...objectiveCases,
  ...workloadCases,
  ...clusterCases,
  ...appCases,
  ...gatewayCases,
  ...dataCases,
  ...collectorCases,
  ...elasticsearchCases,
  ...searchCases,
};
const program = await labProgram('promtool', say);

test('every alert has a case, and every case its alert', () => {
  const alerts = systems.flatMap((system) => system.alerts.map((alert) => caseKey(system, alert)));
  assert.deepEqual(Object.keys(cases).sort(), alerts.sort());
});

for (const system of systems) {
  for (const alert of system.alerts) {
    const key = caseKey(system, alert);
    const found = cases[key];
    if (!found) continue;
    const { fires, quiet, at, every } = found;
    const rules = [...system.recordings, alertingRule(alert)];
    const says = (series: InputSeries, alerts: readonly FiringAlert[]) =>
      failuresOf(program, rules, { series, at, every, alerts: { name: alert.name, firing: alerts } });

    test(`${key} fires, and says what people have to know`, async () => {
      assert.equal(await says(fires, [firing(alert, found)]), '');
    });

    // A heartbeat that is quiet is the failure itself.
    if (alert.severity === 'heartbeat') continue;
    test(`${key} is quiet where nothing is wrong`, async () => {
      assert.equal(await says(quiet, []), '');
    });

    // What is absent elsewhere is absent here as well.
    if (!system.namespace || alert.expr.includes('absent(')) continue;
    test(`${key} is quiet when the same happens in another namespace`, async () => {
      const elsewhere = Object.entries(fires).map(([series, values]) => [
        series.replace(/namespace="[^"]*"/, 'namespace="elsewhere"'),
        values,
      ]);
      assert.equal(await says(Object.fromEntries(elsewhere), []), '');
    });
  }
}
