import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../model/resource.ts';
import { prove } from './proof.ts';

const configMap = (name: string, data: Record<string, string>): Resource => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'backend' },
  data,
});
const [a, b] = [configMap('a', { key: 'one' }), configMap('b', { key: 'two' })];
const messages = (rendered: Resource[], built: Resource[]) => prove(rendered, built, {}).map(({ message }) => message);

test('equal resources in equal order prove an overlay', () => {
  assert.deepEqual(prove([a, b], [structuredClone(a), structuredClone(b)], {}), []);
});

test('whatever differs is named with both values', () => {
  const cases: [string, Resource[], Resource[], string[]][] = [
    [
      'a value',
      [a],
      [configMap('a', { key: 'ONE' })],
      ['ConfigMap/a data.key is built as "ONE" and rendered as "one".'],
    ],
    ['a missing field', [a], [configMap('a', {})], ['ConfigMap/a data.key is built as nothing and rendered as "one".']],
    ['a further field', [configMap('a', {})], [a], ['ConfigMap/a data.key is built as "one" and rendered as nothing.']],
    ['a missing object', [a, b], [a], ['ConfigMap/b is rendered but not built.']],
    ['a further object', [a], [a, b], ['ConfigMap/b is built but not rendered.']],
    ['the order', [a, b], [b, a], ['ConfigMap/a is at another position in the build than in the rendering.']],
    [
      'a number for a text',
      [a],
      [{ ...a, data: { key: 1 } }],
      ['ConfigMap/a data.key is built as 1 and rendered as "one".'],
    ],
  ];
  for (const [title, rendered, built, expected] of cases) assert.deepEqual(messages(rendered, built), expected, title);
});

test('the first of several differences is shown, inside lists too', () => {
  const list = (...members: string[]): Resource => ({ ...a, data: undefined, list: members });
  assert.deepEqual(messages([list('x', 'y', 'z')], [list('x', 'Y', 'Z')]), [
    'ConfigMap/a list[1] is built as "Y" and rendered as "y".',
  ]);
});
