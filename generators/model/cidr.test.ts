import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contains, includesAddress, type Network, network, networkAddress } from './cidr.ts';

const must = (cidr: string) => network(cidr) as Network;

describe('a network', () => {
  // 'contains', 'lies in', 'equals', or 'is apart from': networks never overlap in part.
  for (const [one, relation, other] of [
    ['0.0.0.0/0', 'contains', '10.0.0.0/8'],
    ['10.0.0.0/8', 'contains', '10.20.0.0/16'],
    ['10.0.0.0/8', 'contains', '10.1.2.3/32'],
    ['128.0.0.0/1', 'contains', '192.168.0.0/16'],
    ['10.0.0.0/9', 'contains', '10.127.255.255/32'],
    ['::/0', 'contains', '::1/128'],
    ['::/0', 'contains', 'fc00::/7'],
    ['fc00::/7', 'contains', 'fd12:3456::/32'],
    ['10.20.0.0/16', 'lies in', '10.0.0.0/8'],
    ['fd00::/8', 'lies in', 'fc00::/7'],
    ['10.0.0.0/8', 'equals', '10.0.0.0/8'],
    ['10.1.2.3/8', 'equals', '10.0.0.0/8'],
    ['FD00:0:0::/48', 'equals', 'fd00::/48'],
    ['::ffff:10.0.0.0/104', 'equals', '::ffff:a00:0/104'],
    ['10.0.0.0/8', 'is apart from', '11.0.0.0/16'],
    ['10.0.0.0/9', 'is apart from', '10.128.0.0/9'],
    ['128.0.0.0/1', 'is apart from', '10.0.0.0/8'],
    ['fc00::/7', 'is apart from', '2001:db8::/32'],
    ['::/0', 'is apart from', '10.0.0.0/8'],
    ['0.0.0.0/0', 'is apart from', '::/0'],
    ['10.0.0.0/8', 'is apart from', '::ffff:10.0.0.1/128'],
  ] as const) {
    it(`${one} ${relation} ${other}`, () => {
      const [left, right] = [contains(network(one), network(other)), contains(network(other), network(one))];
      const found = left && right ? 'equals' : left ? 'contains' : right ? 'lies in' : 'is apart from';
      assert.equal(found, relation);
    });
  }

  for (const [cidr, lowest] of [
    ['10.20.0.5/16', '10.20.0.0'],
    ['10.20.0.5/32', '10.20.0.5'],
    ['10.20.255.255/17', '10.20.128.0'],
    ['255.255.255.255/0', '0.0.0.0'],
    ['172.31.255.1/12', '172.16.0.0'],
    ['fd00:1234:5678:9abc::1/48', 'fd00:1234:5678::'],
    ['fd00:1234:5678:9abc::1/60', 'fd00:1234:5678:9ab0::'],
    ['fd00::1/128', 'fd00::1'],
    ['ffff::/0', '::'],
    ['1:2:3:4:5:6:7:8/127', '1:2:3:4:5:6:7:8'],
    ['::ffff:10.1.2.3/104', '::ffff:a00:0'],
  ] as const) {
    it(`${cidr} begins at ${lowest}`, () => assert.equal(networkAddress(must(cidr)), lowest));
  }

  for (const [cidr, address, inside] of [
    ['172.16.0.0/12', '172.31.255.1', true],
    ['172.16.0.0/12', '172.32.0.0', false],
    ['10.40.0.0/28', '10.40.0.15', true],
    ['10.40.0.0/28', '10.40.0.16', false],
    ['fd00:ec2::/32', 'fd00:ec2::254', true],
    ['fd00:ec2::/32', 'fd00:ec3::', false],
    ['0.0.0.0/0', '::', false],
    ['::/0', '10.0.0.1', false],
    ['0.0.0.0/0', 'nothing', false],
  ] as const) {
    it(`${cidr} ${inside ? 'holds' : 'does not hold'} ${address}`, () => {
      assert.equal(includesAddress(must(cidr), address), inside);
    });
  }

  for (const text of [
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/ 8',
    '10.0.0/8',
    '010.0.0.0/8',
    '256.0.0.0/8',
    '::/129',
    '::1::/64',
    'fe80::1%eth0/64',
    '[::1]/128',
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
