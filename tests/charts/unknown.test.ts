import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Values } from '../../generators/model/operator.ts';
import { unknownValues } from './unknown.ts';

const text = `replicaCount: 1
resources: {}
pdb:
  create: true
  # maxUnavailable: 1
image:
  tag: ""
`;

const cases: [string, Values, string[]][] = [
  ['known keys', { replicaCount: 2, pdb: { create: true } }, []],
  ['a key in a comment', { pdb: { maxUnavailable: 1 } }, []],
  ['anything where the default is empty', { resources: { requests: { cpu: '1' } } }, []],
  ['a key that does not exist', { replicas: 2 }, ['replicas']],
  [
    'a nested key that does not exist',
    { pdb: { enabled: true }, image: { digest: '' } },
    ['pdb.enabled', 'image.digest'],
  ],
];

for (const [title, values, unknown] of cases) {
  test(`a value that a chart does not know is found: ${title}`, () => {
    assert.deepEqual(unknownValues(values, parse(text) as Values, text), unknown);
  });
}
