import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatBytes, formatCores, quantity } from './quantity.ts';

describe('a quantity', () => {
  for (const [text, value] of [
    ['2', 2],
    [2, 2],
    [0.5, 0.5],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['500m', 0.5],
    ['100u', 1e-4],
    ['1k', 1000],
    ['1M', 1e6],
    ['1Ki', 1024],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['2Ti', 2 * 2 ** 40],
    ['1E', 1e18],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1e-3', 0.001],
    ['-1', -1],
    ['+1', 1],
  ] as const) {
    it(`${JSON.stringify(text)} is ${value}`, () => assert.equal(quantity(text), value));
  }

  for (const text of [
    '',
    ' 1',
    '1 Gi',
    '1.5.Gi',
    'Gi',
    '1K',
    '1ki',
    '1gi',
    '1mm',
    '0x10',
    '1e',
    null,
    undefined,
    true,
    {},
  ]) {
    it(`${JSON.stringify(text)} is none`, () => assert.equal(quantity(text), undefined));
  }

  it('is shown in units that people read', () => {
    assert.deepEqual([0, 0.25, 1, 2.5].map(formatCores), ['0 cores', '0.25 cores', '1 core', '2.5 cores']);
    assert.deepEqual([0, 1023, 1024, 2 ** 29, 1.5 * 2 ** 30].map(formatBytes), ['0', '1023', '1Ki', '512Mi', '1.5Gi']);
  });
});
