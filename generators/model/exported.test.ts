import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Exported, exportsAnnotations, readExports } from './exported.ts';

const samples: readonly Exported[] = [{}, { a_total: [] }, { a_total: [], 'job:b:sum': ['queue', 'state'], c: ['le'] }];
for (const exported of samples) {
  test(`what is written of ${Object.keys(exported).length} metrics is read again`, () =>
    assert.deepEqual(readExports(exportsAnnotations(exported)), exported));
}

test('a monitor without the annotation declares nothing', () => assert.deepEqual(readExports(undefined), {}));
