import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type FieldChange, fieldChanges } from './fieldChanges.ts';

const cases: readonly (readonly [string, unknown, unknown, readonly FieldChange[]])[] = [
  ['a scalar', { a: { b: 1 } }, { a: { b: 2 } }, [{ field: 'a.b', from: 1, to: 2 }]],
  ['a map that is new', { a: {} }, { a: { b: { c: 1 } } }, [{ field: 'a.b', to: { c: 1 } }]],
  ['a field that is gone', { a: 1, b: null }, { a: 1 }, [{ field: 'b', from: null }]],
  [
    'a key with dots',
    { labels: { 'app.kubernetes.io/name': 'a' } },
    { labels: { 'app.kubernetes.io/name': 'b' } },
    [{ field: 'labels["app.kubernetes.io/name"]', from: 'a', to: 'b' }],
  ],
  [
    'a container by its name, wherever it stands',
    { containers: [{ name: 'api', image: 'a:1' }] },
    { containers: [{ name: 'proxy' }, { name: 'api', image: 'a:2' }] },
    [
      { field: 'containers[api].image', from: 'a:1', to: 'a:2' },
      { field: 'containers[proxy]', to: { name: 'proxy' } },
    ],
  ],
  [
    'init containers in another order',
    { initContainers: [{ name: 'a' }, { name: 'b' }] },
    { initContainers: [{ name: 'b' }, { name: 'a' }] },
    [{ field: 'initContainers[order]', from: ['a', 'b'], to: ['b', 'a'] }],
  ],
  [
    'a list of words as a whole',
    { args: ['a', 'b'] },
    { args: ['b'] },
    [{ field: 'args', from: ['a', 'b'], to: ['b'] }],
  ],
  [
    'a rule among others that nothing names',
    { ingress: [{ from: [1] }, { from: [2] }, { from: [3] }] },
    { ingress: [{ from: [1] }, { from: [3] }, { from: [4] }, { from: [5] }] },
    [
      { field: 'ingress[2].from', from: [2], to: [4] },
      { field: 'ingress[3]', to: { from: [5] } },
    ],
  ],
  ['another kind of value', { a: [1] }, { a: { b: 1 } }, [{ field: 'a', from: [1], to: { b: 1 } }]],
];

for (const [title, before, after, expected] of cases) {
  test(`it says ${title}`, () => assert.deepEqual(fieldChanges(before, after), expected));
}

test('equal values have no changes, and others at least one; each field is named once', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(value, value, (one, other) => {
      const copy = structuredClone(one);
      assert.deepEqual(fieldChanges(one, copy), []);
      const changes = fieldChanges(one, other);
      assert.equal(changes.length === 0, isDeepStrictEqual(one, other));
      const names = changes.map(({ field }) => field);
      assert.equal(new Set(names).size, names.length);
    }),
  );
});
