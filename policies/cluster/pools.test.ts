import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAddressOf, poolsOf } from './pools.ts';

describe('the pools of a pod', () => {
  for (const [title, variables, found] of [
    ['a pool beside an address', { A_URL: 'x', A_POOL_MAX: '5' }, [['A_POOL_MAX', 5, 'x']]],
    ['as Keycloak writes it', { KC_DB_URL_HOST: 'x', KC_DB_POOL_MAX_SIZE: '5' }, [['KC_DB_POOL_MAX_SIZE', 5, 'x']]],
    ['an address of something else', { A_RO_URL: 'x', A_POOL_MAX: '5' }, [['A_POOL_MAX', 5, '']]],
    ['a size that only the cluster knows', { A_URL: 'x', A_POOL_MAX: '' }, []],
    ['a size that is no number', { A_URL: 'x', A_POOL_MAX: '5 or so' }, []],
    ['none', { A_URL: 'x', A_POOL_MAX: '0' }, []],
    ['a least size', { A_URL: 'x', A_POOL_MIN_SIZE: '5' }, []],
  ] as const) {
    it(`${title}: ${found.length}`, () => {
      assert.deepEqual(
        poolsOf(new Map(Object.entries(variables))).map(({ variable, size, address }) => [variable, size, address]),
        found,
      );
    });
  }
});

describe('an address', () => {
  for (const [address, is] of [
    ['postgresql://{{ .user }}:{{ .password }}@users-rw.data.svc.cluster.local:5432/users', true],
    ['users-rw.data', true],
    ['users-rw.data.svc:5432', true],
    ['', true],
    ['users-rw.data.svc.cluster.local:5433', false],
    ['users-rw.data.svc:54321', false],
    ['old-users-rw.data.svc:5432', false],
    ['users-rw.database.svc:5432', false],
    ['users-r.data.svc:5432', false],
    ['db.example.com:5432', false],
  ] as const) {
    it(`${address || 'that git does not know'} is ${is ? '' : 'not '}that of the Service`, () => {
      assert.equal(isAddressOf({ address }, 'users-rw', 'data', 5432), is);
    });
  }
});
