import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostWithin } from './host.ts';
import { literalStart, matchesOf, pathWithin } from './match.ts';

const at = (type: string, value: string) => ({ type, value });
const prefix = (value: string) => at('PathPrefix', value);
const exact = (value: string) => at('Exact', value);
const expression = (value: string) => at('RegularExpression', value);

describe('a path lies within another', () => {
  for (const [inner, outer, expected] of [
    [prefix('/v1'), prefix('/'), true],
    [prefix('/v1/'), prefix('/v1'), true],
    [prefix('/v10'), prefix('/v1'), false],
    [exact('/v1'), prefix('/v1'), true],
    [exact('/v1/'), prefix('/v1'), true],
    [prefix('/v1'), exact('/v1'), false],
    [expression('/v1/[0-9]+'), prefix('/v1'), true],
    [expression('/v1.*'), prefix('/v1'), false],
    [expression('/(v1|v2)/x'), prefix('/v1'), false],
    [exact('/v1/1'), expression('/v1/[0-9]+'), false],
  ] as const) {
    it(`${inner.type} ${inner.value} in ${outer.type} ${outer.value}: ${expected}`, () => {
      assert.equal(pathWithin(inner, outer), expected);
    });
  }
});

for (const [text, expected] of [
  ['/v1/[0-9]+', '/v1/'],
  ['^/v1/x$', '/v1/x'],
  ['/v1/x?', '/v1/'],
  ['/a|/b', ''],
] as const) {
  it(`what ${text} matches begins with "${expected}"`, () => assert.equal(literalStart(text), expected));
}

describe('a host lies within another', () => {
  for (const [inner, outer, expected] of [
    ['api.example.com', '', true],
    ['api.example.com', '*.example.com', true],
    ['a.b.example.com', '*.example.com', true],
    ['*.b.example.com', '*.example.com', true],
    ['example.com', '*.example.com', false],
    ['apiexample.com', '*.example.com', false],
    ['*.example.com', 'api.example.com', false],
  ] as const) {
    it(`${inner} in ${outer || 'every host'}: ${expected}`, () => assert.equal(hostWithin(inner, outer), expected));
  }
});

it('a method of gRPC is a path that is called by POST', () => {
  const rule = {
    matches: [{ method: { service: 'shop.Catalogue', method: 'Get' } }, { method: { service: 'shop.Catalogue' } }],
  };
  assert.deepEqual(
    matchesOf(rule, 'spec.rules[0]', true).map(({ method, path }) => [method, path]),
    [
      ['POST', exact('/shop.Catalogue/Get')],
      ['POST', prefix('/shop.Catalogue')],
    ],
  );
});

it('a rule without matches takes everything', () => {
  const [match] = matchesOf({}, 'spec.rules[0]', false);
  assert.deepEqual(match, { field: 'spec.rules[0].matches[0]', path: prefix('/'), method: '', conditions: [] });
});
