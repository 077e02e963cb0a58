import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoutePlan } from '../plan.ts';
import { edgeGrant } from './grant.ts';

const plan = (namespace: string, more: Partial<RoutePlan> = {}) =>
  ({ namespace, closed: [], ...more }) as unknown as RoutePlan;
const route = (namespace: string) => ({ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace });

const cases: [title: string, plans: RoutePlan[], from: object[] | undefined][] = [
  ['nobody where no route leads there', [plan('backend')], undefined],
  ['routes with a least version', [plan('backend', { leastVersion: '1.4.0' })], [route('backend')]],
  [
    'each namespace once, sorted',
    [
      plan('media', { closed: ['/health'] }),
      plan('identity'),
      plan('backend', { leastVersion: '1.4.0' }),
      plan('media', { closed: ['/x'] }),
    ],
    [route('backend'), route('media')],
  ],
];
for (const [title, plans, from] of cases) {
  test(`edge is open to ${title}`, () => {
    const [grant] = edgeGrant(plans, {});
    assert.deepEqual(grant?.spec, from && { from, to: [{ group: '', kind: 'Service', name: 'edge' }] });
  });
}
