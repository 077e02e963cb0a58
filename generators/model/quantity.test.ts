import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bytes, canonicalBytes, canonicalCpu, formatBytes, formatCores, milliCpu, quantity } from './quantity.ts';

describe('a quantity', () => {
  for (const [text, value] of [
    ['0', 0],
    ['2', 2],
    [2, 2],
    [0.5, 0.5],
    [1e21, 1e21],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['0010', 10],
    ['1n', 1e-9],
    ['100u', 1e-4],
    ['500m', 0.5],
    ['1k', 1e3],
    ['1M', 1e6],
    ['1G', 1e9],
    ['1T', 1e12],
    ['1P', 1e15],
    ['1E', 1e18],
    ['1Ki', 2 ** 10],
    ['1Mi', 2 ** 20],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['2Ti', 2 * 2 ** 40],
    ['1Pi', 2 ** 50],
    ['1Ei', 2 ** 60],
    ['1e3', 1e3],
    ['1E3', 1e3],
    ['1e+3', 1e3],
    ['1e-3', 1e-3],
    ['1.5e3', 1500],
    ['-1', -1],
    ['+1', 1],
    ['-1.5Ki', -1536],
    ['-500m', -0.5],
  ] as const) {
    it(`${JSON.stringify(text)} is ${value}`, () => assert.equal(quantity(text), value));
  }

  for (const text of [
    '',
    ' 1',
    '1 ',
    '1 Gi',
    '1.5.Gi',
    '.',
    '-',
    'm',
    'Gi',
    '1K',
    '1ki',
    '1gi',
    '1GB',
    '1mm',
    '1mi',
    '--1',
    '0x10',
    '1e',
    '1e1.5',
    '1e3Ki',
    '1_000',
    '1,5',
    'Infinity',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    undefined,
    true,
    {},
    ['1'],
  ]) {
    it(`${typeof text === 'number' ? text : JSON.stringify(text)} is none`, () => {
      assert.equal(quantity(text), undefined);
    });
  }
});

describe('a quantity from settings', () => {
  it('counts thousandths of a core', () => {
    assert.deepEqual(['500m', '2', '0.5', '0.001', '1.255'].map(milliCpu), [500, 2000, 500, 1, 1255]);
  });

  it('counts bytes', () => {
    assert.deepEqual(['512Mi', '2Gi', '1Ti'].map(bytes), [2 ** 29, 2 ** 31, 2 ** 40]);
  });

  it('is never silently something else', () => {
    assert.throws(() => bytes('5 Gi'), /"5 Gi" is no quantity/);
    assert.throws(() => milliCpu('half'), /"half" is no quantity/);
  });
});

describe('the canonical form', () => {
  // As `Quantity.String` gives it (apimachinery `pkg/api/resource/quantity.go`): no fraction, the largest suffix.
  for (const [text, canonical] of [
    ['0', '0'],
    ['100m', '100m'],
    ['0.25', '250m'],
    ['1.0', '1'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['1500', '1500'],
    ['2000', '2k'],
  ] as const) {
    it(`of ${text} CPUs is ${canonical}`, () => assert.equal(canonicalCpu(milliCpu(text)), canonical));
  }

  for (const [text, canonical] of [
    ['0Mi', '0'],
    ['1023', '1023'],
    ['1024', '1Ki'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['2048Gi', '2Ti'],
    ['1024Ti', '1Pi'],
  ] as const) {
    it(`of ${text} is ${canonical}`, () => assert.equal(canonicalBytes(bytes(text)), canonical));
  }

  it('means the same as what was written', () => {
    for (const text of ['1', '1536Mi', '37Gi', '999Ti'])
      assert.equal(quantity(canonicalBytes(bytes(text))), bytes(text));
  });
});

it('people read cores in words and sizes with a fraction', () => {
  assert.deepEqual([0, 0.25, 1, 2.5].map(formatCores), ['0 cores', '0.25 cores', '1 core', '2.5 cores']);
  assert.deepEqual([0, 1023, 1024, 2 ** 29, 1.5 * 2 ** 30].map(formatBytes), ['0', '1023', '1Ki', '512Mi', '1.5Gi']);
});
