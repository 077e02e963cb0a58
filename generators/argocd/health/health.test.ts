import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOf } from '../../model/resource.ts';
import { kindsNobodyChecks, knownToArgoCd } from './coverage.ts';
import { healthChecks, healthCustomizations, withoutHealth } from './index.ts';
import type { Health } from './testing/case.ts';
import { healthCases } from './testing/index.ts';

test('a custom kind without a health check is named once', () => {
  const kinds = ['example.com/Other', 'k8ssandra.io/K8ssandraCluster', 'example.com/Other', 'argoproj.io/AppProject'];
  assert.deepEqual(kindsNobodyChecks(kinds), ['example.com/Other']);
});

const known: readonly (readonly [kind: string, known: boolean])[] = [
  ['keda.sh/ScaledObject', true],
  ['keda.sh/TriggerAuthentication', false],
  ['argoproj.io/Application', false],
  ['pubsub.cnrm.cloud.google.com/PubSubTopic', true],
  ['cnrm.cloud.google.com/Other', false],
  ['kedaXsh/ScaledObject', false],
];
for (const [kind, expected] of known) {
  test(`Argo CD has ${expected ? 'a' : 'no'} check of its own for ${kind}`, () => {
    assert.equal(knownToArgoCd(kind), expected);
  });
}

test('a kind without health has no check, neither ours nor one of Argo CD', () => {
  const checked = Object.keys(withoutHealth).filter((kind) => kind in healthChecks || knownToArgoCd(kind));
  assert.deepEqual(checked, []);
});

const everyHealth: readonly Health[] = ['Degraded', 'Healthy', 'Progressing'];
/** Health that a kind never has: an ObjectStore and plugins are configuration, a MedusaBackupSchedule reports no errors. */
const never: Readonly<Record<string, readonly Health[]>> = {
  'configuration.konghq.com/KongPlugin': ['Progressing'],
  'configuration.konghq.com/KongClusterPlugin': ['Progressing'],
  'configuration.konghq.com/KongConsumer': ['Progressing'],
  'barmancloud.cnpg.io/ObjectStore': ['Degraded', 'Progressing'],
  'medusa.k8ssandra.io/MedusaBackupSchedule': ['Degraded'],
};

for (const [kind, lua] of Object.entries(healthChecks)) {
  test(`${kind} has cases for each health it knows`, () => {
    const cases = healthCases.filter(({ object }) => `${groupOf(object)}/${object.kind}` === kind);
    const shown = new Set(cases.map(({ health }) => health));
    for (const health of ['Degraded', 'Healthy', 'Progressing', 'Suspended'] as const) {
      const wanted = (everyHealth.includes(health) || lua.includes(`"${health}"`)) && !never[kind]?.includes(health);
      assert.equal(shown.has(health), wanted, health);
    }
    assert.equal(new Set(cases.map(({ when }) => when)).size, cases.length, 'no two are alike');
  });

  test(`${kind} names the source of its facts, and needs no Lua library that Argo CD does not load`, () => {
    assert.match(lua, /^(-- .*\n)*-- .*https:\/\//);
    assert.doesNotMatch(lua.replaceAll(/--.*/g, ''), /\b(string|math|io|os|debug)\.\w|\brequire\b|\w:\w+\(/);
  });
}

test('every case is of a kind that has a check', () => {
  const kinds = new Set(healthCases.map(({ object }) => `${groupOf(object)}/${object.kind}`));
  assert.deepEqual([...kinds].sort(), Object.keys(healthChecks));
});

test('checks become entries of the ConfigMap of Argo CD', () => {
  assert.deepEqual(healthCustomizations({ 'example.com/A': 'one', 'example.com/B': 'two' }), {
    'resource.customizations.health.example.com_A': 'one',
    'resource.customizations.health.example.com_B': 'two',
  });
  for (const key of Object.keys(healthCustomizations(healthChecks))) assert.match(key, /^[-._a-zA-Z0-9]+$/);
});
