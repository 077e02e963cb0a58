import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { catalogue } from '../testing/catalogue.ts';
import { environmentYaml, fleetYaml, imagesYaml } from '../testing/settings.ts';
import { isPlainlyValid } from './plainlyValid.ts';
import { schemaOf } from './schemas.ts';
import { mutations } from './testing/mutate.ts';
import { validator } from './validator.ts';

test('for the schemas of settings the quick check agrees with the full validator', () => {
  for (const [kind, text] of [
    ['fleet', fleetYaml],
    ['environment', environmentYaml],
    ['images', imagesYaml],
  ] as const) {
    const schema = schemaOf(kind, catalogue);
    const validate = validator(schema);
    assert.ok(isPlainlyValid(schema, parse(text)));
    let valid = 0;
    fc.assert(
      fc.property(mutations(parse(text)), (settings) => {
        const answer = validate(settings);
        valid += answer ? 1 : 0;
        assert.equal(isPlainlyValid(schema, settings), answer);
      }),
      { numRuns: 1000 },
    );
    assert.ok(valid > 0);
  }
});

const schemas: readonly [object, unknown[], unknown[]][] = [
  [{ type: 'integer', minimum: 1, maximum: 3 }, [1, 3, 2], [0, 4, 1.5, '1', null, Number.NaN, undefined]],
  [{ type: 'number' }, [1.5, -1], [Number.POSITIVE_INFINITY, '1']],
  [{ type: 'string', pattern: '^.$', maxLength: 1 }, ['a', '🚀'], ['ab', '', 1]],
  [
    { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 2 },
    [[], ['a', 'b']],
    [['a', 'a'], [1], ['a', 'b', 'c']],
  ],
  [{ enum: ['a', 1] }, ['a', 1], ['b', '1', ['a']]],
  [{ anyOf: [{ const: 'a' }, { type: 'boolean' }] }, ['a', true], ['b', 0]],
  [{ type: 'object', required: ['constructor'] }, [{ constructor: 1 }], [{}]],
  [
    { type: 'object', properties: { a: { type: 'string' } }, required: ['b'] },
    [{ b: 1 }, { a: undefined, b: 1 }, { a: 'a', b: 1 }],
    [{ a: 'a' }, { b: undefined }, { a: 1, b: 1 }],
  ],
  [{ $ref: '#/definitions/a', definitions: { a: { type: 'boolean' } } }, [true], [1]],
];

test('each keyword accepts valid values and rejects others', () => {
  for (const [schema, valid, invalid] of schemas) {
    const full = validator({ ...schema });
    for (const [values, answer] of [
      [valid, true],
      [invalid, false],
    ] as const) {
      for (const value of values) {
        assert.equal(isPlainlyValid({ ...schema }, value), answer, JSON.stringify([schema, value]));
        assert.equal(full(value), answer, JSON.stringify([schema, value]));
      }
    }
  }
});

test('an unknown keyword is left to the full validator', () => {
  for (const schema of [
    { format: 'date' },
    { not: {} },
    { additionalProperties: { type: 'string' } },
    { oneOf: [{ type: 'string' }] },
    { $ref: '#/definitions/missing' },
    { type: ['string', 'null'] },
    { constructor: 1 },
  ]) {
    assert.ok(!isPlainlyValid(schema as object as Record<string, unknown>, {}), JSON.stringify(schema));
  }
});
