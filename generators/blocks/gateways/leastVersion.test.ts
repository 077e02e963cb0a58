import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as hold, integer, property, tuple } from 'fast-check';
import { isOlder } from './leastVersion.ts';

// The expression itself matches the whole value: Traefik would be content with any part of it.
const older = (least: string, version: string) => new RegExp(isOlder(least)).test(version);

const cases: [string, readonly string[], readonly string[]][] = [
  [
    '1.4.0',
    ['1.3.9', '1.3', '0.9', '0', '1', '1.3.99', '1.0.0-beta'],
    ['1.4.0', '1.4', '1.4.1', '1.10.0', '2.0.0', '10.0.0'],
  ],
  ['2.0.0', ['1.99.99', '1', '0.0.1'], ['2', '2.0', '2.0.0', '2.0.1', '20.0.0']],
  ['0.0.1', ['0.0.0', '0.0', '0'], ['0.0.1', '0.0.10', '0.1.0', '1.0.0']],
  ['12.30.5', ['12.30.4', '12.29.0', '9.99.99', '12.30', '12'], ['12.30.5', '12.30.10', '12.100.0', '13.0.0']],
];
for (const [least, before, since] of cases) {
  test(`before ${least} come ${before.join(', ')}, and not ${since.join(', ')}`, () => {
    for (const version of before) assert.ok(older(least, version), version);
    for (const version of since) assert.ok(!older(least, version), version);
  });
}

test('what is no version is not older: a request without one is for the app to judge', () => {
  for (const value of ['', 'latest', '1.x', '-1.0.0', '1..0', ' 1.3.9', '2.0.5 1.0.0', 'x1.0.0'])
    assert.ok(!older('1.4.0', value), value);
});

test('numbers are compared as numbers, for any two versions', () => {
  const number = integer({ min: 0, max: 9999 });
  hold(
    property(tuple(number, number, number), array(number, { minLength: 1, maxLength: 4 }), (least, version) => {
      const expected = compare(version, least) < 0;
      assert.equal(older(least.join('.'), version.join('.')), expected, `${version.join('.')} < ${least.join('.')}`);
    }),
  );
});

test('numbers that are near are compared as numbers', () => {
  const number = integer({ min: 0, max: 12 });
  hold(
    property(tuple(number, number, number), array(number, { minLength: 1, maxLength: 4 }), (least, version) => {
      assert.equal(older(least.join('.'), version.join('.')), compare(version, least) < 0);
    }),
    { numRuns: 1000 },
  );
});

function compare(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
