import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldsAt } from './fields.ts';

const object = {
  spec: {
    size: 3,
    sets: [
      { name: 'a', parts: [{ metadata: { name: 'x' }, size: 1 }, null] },
      { name: 'b', parts: 'none' },
    ],
  },
};

describe('fields at', () => {
  for (const [path, found] of [
    ['spec.size', [['spec.size', 3]]],
    ['spec.missing.size', [['spec.missing.size', undefined]]],
    [
      'spec.sets[].name',
      [
        ['spec.sets[a].name', 'a'],
        ['spec.sets[b].name', 'b'],
      ],
    ],
    ['spec.sets[].parts[].size', [['spec.sets[a].parts[x].size', 1]]],
    ['spec.size[].name', []],
  ] as const) {
    it(`${path} are ${found.length}, told apart by the names of members`, () => {
      assert.deepEqual(
        fieldsAt(object, path).map(({ field, value }) => [field, value]),
        found,
      );
    });
  }
});
