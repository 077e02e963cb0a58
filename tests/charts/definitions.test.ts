import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { differentDefinitions } from './definitions.ts';

const crd = (properties: object, served = true): Resource => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'databases.example.com' },
  spec: {
    group: 'example.com',
    names: { kind: 'Database' },
    versions: [{ name: 'v1', served, schema: { openAPIV3Schema: { properties } } }],
  },
});
const size = { type: 'integer', minimum: 1, description: 'How large it is.' };
const field = 'example.com/Database v1 .openAPIV3Schema.properties';

const cases: [string, Resource, string[]][] = [
  ['the same', crd({ size }), []],
  ['other words', crd({ size: { ...size, description: 'Its size.' } }), []],
  ['a version that is not served any more', crd({ size }, false), ['example.com/Database v1 is not served']],
  ['another bound', crd({ size: { ...size, minimum: 2 } }), [`${field}.size.minimum`]],
  ['a field less', crd({}), [`${field}.size`]],
  [
    'a field more, which is called description',
    crd({ size, description: { type: 'string' } }),
    [`${field}.description`],
  ],
];
for (const [title, brought, expected] of cases) {
  test(`what a chart’s CRD says otherwise is found: ${title}`, () => {
    assert.deepEqual(
      differentDefinitions([brought], [crd({ size })], () => true),
      expected,
    );
  });
}

test('a kind that no object is of may be defined in any way', () => {
  assert.deepEqual(
    differentDefinitions([crd({})], [crd({ size })], (kind) => kind === 'example.com/User'),
    [],
  );
});
