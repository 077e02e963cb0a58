import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type Meaning, meaningOf } from './plainScalar.ts';

const text = (value: string) => ({ value });
const agreed: readonly [string, string | number | boolean | null][] = [
  ['api', 'api'],
  ['10.0.0.0/16', '10.0.0.0/16'],
  ['1.2.3', '1.2.3'],
  ['v1', 'v1'],
  ['500m', '500m'],
  ['1.5.Gi', '1.5.Gi'],
  ['1e', '1e'],
  ['.', '.'],
  ['-', '-'],
  ['1:99', '1:99'],
  ['nope', 'nope'],
  ['null', null],
  ['~', null],
  ['', null],
  ['true', true],
  ['FALSE', false],
  ['0', 0],
  ['-1', -1],
  ['+12', 12],
  ['007', 7],
  ['0x1F', 31],
  ['1.35', 1.35],
  ['.5', 0.5],
  ['1.', 1],
  ['1.5e+3', 1500],
  ['.inf', Number.POSITIVE_INFINITY],
  ['-.INF', Number.NEGATIVE_INFINITY],
  ['.nan', Number.NaN],
];

for (const [source, value] of agreed) {
  test(`unquoted ${JSON.stringify(source)} means one thing`, () => {
    assert.deepEqual(meaningOf(source), { value });
  });
}

const disputed: readonly [string, Meaning][] = [
  ['no', { yaml11: { value: false }, yaml12: text('no') }],
  ['Yes', { yaml11: { value: true }, yaml12: text('Yes') }],
  ['on', { yaml11: { value: true }, yaml12: text('on') }],
  ['y', { yaml11: { value: true }, yaml12: text('y') }],
  ['1e3', { yaml11: text('1e3'), yaml12: { value: 1000 } }],
  ['1.5e3', { yaml11: text('1.5e3'), yaml12: { value: 1500 } }],
  ['0o10', { yaml11: text('0o10'), yaml12: { value: 8 } }],
  ['010', { yaml11: { value: 8 }, yaml12: { value: 10 } }],
  ['08', { yaml11: text('08'), yaml12: { value: 8 } }],
  ['012345678901', { yaml11: text('012345678901'), yaml12: { value: 12345678901 } }],
  ['-0x1F', { yaml11: { value: -31 }, yaml12: text('-0x1F') }],
  ['0b11', { yaml11: { value: 3 }, yaml12: text('0b11') }],
  ['12:30', { yaml11: { value: 750 }, yaml12: text('12:30') }],
  ['-1:30.5', { yaml11: { value: -90.5 }, yaml12: text('-1:30.5') }],
  ['1_000', { yaml11: { value: 1000 }, yaml12: text('1_000') }],
  ['1_0.5', { yaml11: { value: 10.5 }, yaml12: text('1_0.5') }],
  ['2026-01-31', { yaml11: { words: 'a date' }, yaml12: text('2026-01-31') }],
  ['=', { yaml11: { words: 'a default value' }, yaml12: text('=') }],
  ['<<', { yaml11: { words: 'a merge key' }, yaml12: text('<<') }],
];

for (const [source, meaning] of disputed) {
  test(`unquoted ${source} means two things`, () => {
    assert.deepEqual(meaningOf(source), meaning);
  });
}

const characters = fc.constantFrom(...'0123456789_.:+-eExobyYnNtrufalsTRUEoOfF~Ii');
const scalars = fc.string({ unit: characters, minLength: 1, maxLength: 7 }).filter((source) => {
  // Whether a text is an unquoted scalar at all.
  return !/^-$|^[-:]+$|:$|^[?:-]\s/.test(source) && parse(`- ${source}`, { logLevel: 'silent' }).length === 1;
});

test('a scalar with one meaning has that meaning in parsers of both versions', () => {
  fc.assert(
    fc.property(scalars, (source) => {
      const meaning = meaningOf(source);
      const core: unknown = parse(`- ${source}`)[0];
      if ('value' in meaning) {
        assert.deepEqual(core, meaning.value);
        const old: unknown = parse(`- ${source}`, { version: '1.1' })[0];
        // This parser also reads a dot without digits as a number.
        if (!Number.isNaN(old)) assert.deepEqual(old, meaning.value);
      } else if ('value' in meaning.yaml12) assert.deepEqual(core, meaning.yaml12.value);
    }),
    { numRuns: 3000 },
  );
});
