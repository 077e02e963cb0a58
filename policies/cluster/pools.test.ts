import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAddressOf, poolsOf } from './pools.ts';

describe('the pools of a pod', () => {
  for (const [title, annotations, found] of [
    ['one', { 'pool.gitops.dev/users': '5 users-rw.data:5432' }, [{ size: 5, address: 'users-rw.data:5432' }]],
    ['another annotation', { 'gitops.dev/users': '5 users-rw.data:5432' }, []],
    ['none', { 'pool.gitops.dev/users': '0 users-rw.data:5432' }, []],
    ['a size that is no number', { 'pool.gitops.dev/users': 'some users-rw.data:5432' }, []],
    ['no address', { 'pool.gitops.dev/users': '5' }, []],
    ['no annotations', undefined, []],
  ] as const) {
    it(`${title}: ${found.length}`, () => {
      assert.deepEqual(poolsOf({ metadata: { name: 'api', ...(annotations && { annotations }) } }), found);
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
