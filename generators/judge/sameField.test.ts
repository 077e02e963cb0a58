import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWithin } from './sameField.ts';

const cases: [string, string, boolean][] = [
  ['spec.replicas', 'spec.replicas', true],
  ['spec.template.spec.containers[0].env[1].name', 'spec.template.spec.containers[0].env[1]', true],
  ['spec.template', 'spec.template.spec', false],
  ['spec.replicas', 'spec.replica', false],
  ['spec.containers[1].name', 'spec.containers[0]', false],
  ['metadata.labels[app.kubernetes.io/name]', 'metadata.labels["app.kubernetes.io/name"]', true],
  ['data[MY VAR]', 'data.MY VAR', true],
  ['data[]', 'data', true],
];
for (const [field, outer, expected] of cases) {
  test(`${field} is ${expected ? '' : 'not '}${field === outer ? outer : `in ${outer}`}`, () => {
    assert.equal(isWithin(field, outer), expected);
  });
}
