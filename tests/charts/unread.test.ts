import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Values } from '../../generators/model/operator.ts';
import { effectsOf, unreadIn } from './unread.ts';

/** A chart that reads these keys, and refuses a number that is not 1 or 2. */
const chart = async ({ replicaCount, image, tolerations }: Values) => {
  if (!['1', '2'].includes(String(replicaCount))) throw new Error('replicaCount is out of range');
  return JSON.stringify({ replicaCount, tag: (image as Values | undefined)?.tag, tolerations });
};

const cases: [string, Values, string[]][] = [
  ['what changes something is read', { replicaCount: 1, image: { tag: 'v1' } }, []],
  ['what the chart refuses is read', { replicaCount: 2 }, []],
  ['members of lists, one by one', { replicaCount: 1, tolerations: [{ key: 'a' }, 'b'] }, []],
  ['an empty list', { replicaCount: 1, tolerations: [] }, []],
  ['a key of another place', { replicaCount: 1, tag: 'v1', image: { tag: 'v1' } }, ['tag']],
  [
    'misspelt keys at every depth',
    { replicaCount: 1, image: { tagg: 'v1', pull: { policy: null } } },
    ['image.pull.policy', 'image.tagg'],
  ],
];
for (const [title, values, expected] of cases) {
  test(`values that a chart does not read are found: ${title}`, async () => {
    assert.deepEqual(unreadIn(await effectsOf(values, chart)), expected);
  });
}
