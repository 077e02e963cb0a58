import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openResults } from '../kept/results.ts';
import type { Fleet } from '../model/fleet.ts';
import { type Edit, edited, edits, printingCatalogue, printingFleet } from '../testing/edits.ts';
import { linkFleet } from './clusters.ts';
import { checkClusters } from './keptChecks.ts';

test('over random walks of edits, what is said of clusters with and without what is kept is the same', () => {
  const code = { judge: '', rules: '', plan: 'code', all: '' };
  const codes = new Set<string>();
  const check = fc.property(fc.array(edits, { minLength: 40, maxLength: 40 }), (walk) => {
    const kept = { results: openResults(':memory:'), code };
    let now = printingFleet;
    for (const edit of walk) {
      now = edited(now, edit);
      const linked = linkFleet(printingCatalogue, now);
      const anew = checkClusters(printingCatalogue, now, linked);
      for (const one of anew) codes.add(one.code);
      assert.deepEqual(checkClusters(printingCatalogue, now, linkFleet(printingCatalogue, now), kept), anew);
    }
  });
  fc.assert(check, { numRuns: 25, seed: 20261130, endOnFailure: true });
  // What follows from siblings was among them.
  for (const code of ['data-apart', 'two-primaries', 'no-primary', 'unknown-copy']) assert.ok(codes.has(code), code);
});

test('a cluster of which nothing was said is looked at again where a sibling comes to have the same data', () => {
  const code = { judge: '', rules: '', plan: 'code', all: '' };
  const kept = { results: openResults(':memory:'), code };
  const set = (cluster: number, settings: object) => ({ environment: 0, cluster, set: settings }) as Edit;
  const users = { provider: 'external', host: 'db', database: 'users', secret: 'users', networks: [] };
  const outside = { role: 'active', data: { users } };
  const apart = [set(0, outside), set(1, { role: 'active' }), set(2, outside)].reduce(edited, printingFleet);
  const saidOf = (fleet: Fleet) =>
    checkClusters(printingCatalogue, fleet, linkFleet(printingCatalogue, fleet), kept)
      .filter((one) => one.in?.environment === 'production')
      .map((one) => `${one.in?.cluster} ${one.code}`);
  assert.deepEqual(saidOf(apart), []);
  assert.deepEqual(saidOf(edited(apart, set(0, { data: { users: { provider: 'operator' } } }))), ['two data-apart']);
});
