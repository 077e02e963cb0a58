import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { withField } from './withField.ts';

const object: Resource = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'a', labels: { 'example.com/x': '1' } },
  spec: { list: [{ name: 'one', value: 1 }, { metadata: { name: 'two' } }], plain: ['a', 'b'] },
};
const spec = { list: [{ name: 'one', value: 1 }, { metadata: { name: 'two' } }], plain: ['a', 'b'] };
const [one, two] = spec.list;

describe('withField', () => {
  for (const [title, path, value, expected] of [
    ['adds a field', 'spec.added', true, { spec: { ...spec, added: true } }],
    [
      'changes a member by its name',
      'spec.list[one].value',
      2,
      { spec: { ...spec, list: [{ ...one, value: 2 }, two] } },
    ],
    ['finds the name in metadata', 'spec.list[two].x', 2, { spec: { ...spec, list: [one, { ...two, x: 2 }] } }],
    ['changes a member by its position', 'spec.plain[1]', 'c', { spec: { ...spec, plain: ['a', 'c'] } }],
    ['adds a member at the end', 'spec.plain[2]', 'c', { spec: { ...spec, plain: ['a', 'b', 'c'] } }],
    ['removes a member', 'spec.list[one]', undefined, { spec: { ...spec, list: [two] } }],
    ['removes a field', 'spec', undefined, { spec: undefined }],
    [
      'takes keys with dots',
      'metadata.labels[example.com/x]',
      '2',
      { metadata: { name: 'a', labels: { 'example.com/x': '2' } } },
    ],
  ] as const) {
    it(title, () => {
      const wanted: Record<string, unknown> = { ...object, ...expected };
      if (wanted.spec === undefined) delete wanted.spec;
      assert.deepEqual(withField(object, path, value), wanted);
      assert.deepEqual(object.spec, spec, 'the object itself stays as it is');
    });
  }

  for (const [title, path, message] of [
    ['a field below one that is not there', 'spec.missing.field', 'spec.missing.field: nothing stands above field'],
    ['a member that is not there', 'spec.list[three].x', 'spec.list[three].x: the list has no member three'],
  ] as const) {
    it(`refuses ${title}`, () => assert.throws(() => withField(object, path, 1), { message }));
  }
});
