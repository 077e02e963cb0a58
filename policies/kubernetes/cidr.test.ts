import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contains, network } from './cidr.ts';

describe('a network', () => {
  for (const [outer, inner, inside] of [
    ['0.0.0.0/0', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.20.0.0/16', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.1.2.3/32', true],
    ['::/0', '::1/128', true],
    ['10.20.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.0/16', false],
    ['128.0.0.0/1', '192.168.0.0/16', true],
    ['128.0.0.0/1', '10.0.0.0/8', false],
    ['::/0', 'fc00::/7', true],
    ['fc00::/7', 'fd12:3456::/32', true],
    ['fc00::/7', '2001:db8::/32', false],
    ['::/0', '10.0.0.0/8', false],
    ['0.0.0.0/0', '::/0', false],
  ] as const) {
    it(`${outer} ${inside ? 'contains' : 'does not contain'} ${inner}`, () => {
      assert.equal(contains(network(outer), network(inner)), inside);
    });
  }

  for (const text of [
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0/8',
    '::/129',
    '10.0.0.0/8/8',
    'all/0',
    null,
    7,
  ]) {
    it(`${JSON.stringify(text)} is none, and neither contains nor lies in one`, () => {
      assert.equal(network(text), undefined);
      assert.equal(contains(network(text), network('10.0.0.0/8')), false);
      assert.equal(contains(network('0.0.0.0/0'), network(text)), false);
    });
  }
});
