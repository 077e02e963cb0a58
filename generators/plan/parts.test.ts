import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blobId } from '../files/blob.ts';
import { openResults, type Results } from '../kept/results.ts';
import { linkFleet } from '../link/clusters.ts';
import type { Fleet } from '../model/fleet.ts';
import { printingCatalogue as catalogue, type Edit, edited, edits, printingFleet as fleet } from '../testing/edits.ts';
import { runs } from '../testing/runs.ts';
import { allFiles } from './allFiles.ts';
import { planClusters } from './clusters.ts';
import { keptParts } from './parts.ts';

const code = { judge: '', rules: '', plan: 'code', all: '' };

/** Everything that is planned of clusters; of a fleet that cannot be planned, why. */
function said(of: Fleet, results?: Results, ofCode = code): unknown {
  try {
    const parts = results && keptParts({ results, code: ofCode });
    const { subtrees, ...rest } = planClusters(catalogue, of, linkFleet(catalogue, of), parts);
    const files = allFiles({ separate: [], subtrees });
    for (const { path, content, sums } of files) assert.equal(sums?.blob, blobId(content), path);
    return plain({ ...rest, files: files.map(({ path, content, source }) => [path, content, source]) });
  } catch (error) {
    return String(error);
  }
}

/** As JSON, where a key without a value is none. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member) => (member instanceof Map || member instanceof Set ? [...member] : member)),
  );

const counting = () => {
  const results = openResults(':memory:');
  let puts = 0;
  const put = (key: string, value: unknown) => {
    puts += 1;
    results.put(key, value);
  };
  return { ...results, put, puts: () => puts };
};

test('over random walks of edits, a plan of kept parts is the plan made anew', () => {
  const walks = runs(12);
  let planned = 0;
  const check = fc.property(fc.array(edits, { minLength: 25, maxLength: 25 }), (walk) => {
    const results = openResults(':memory:');
    // Some of what was kept is gone.
    const forgetful = { ...results, get: <T>(key: string) => (key < '8' ? undefined : results.get<T>(key)) };
    let now = fleet;
    for (const [step, edit] of walk.entries()) {
      now = edited(now, edit);
      const anew = said(now);
      if (typeof anew !== 'string') planned += 1;
      assert.deepEqual(said(now, step % 5 === 4 ? forgetful : results), anew);
    }
  });
  fc.assert(check, { numRuns: walks, seed: 20261130, endOnFailure: true });
  assert.ok(planned > 20 * walks, `${planned} of ${25 * walks} fleets could be planned`);
});

const active = edited(fleet, { environment: 0, cluster: 1, set: { role: 'active' } } as Edit);
const allActive = edited(active, { environment: 0, cluster: 2, set: { role: 'active' } } as Edit);
const grown = { environment: 0, cluster: 0, set: { apps: { worker: { size: 3 } } } } as Edit;
const [provider] = catalogue.apps;
const dataGrown = { ...grown, set: { apps: { [provider?.name ?? '']: { size: 3 } } } } as Edit;

for (const [title, before, edit, expected] of [
  ['nothing', allActive, undefined, 0],
  ['one cluster among active ones', allActive, grown, 1],
  ['one cluster of three, of which two follow its data', fleet, grown, 1],
  ['that data', fleet, dataGrown, 3],
  ['an environment', allActive, { environment: 0, set: { domain: 'example.net' } }, 4],
  ['the fleet', allActive, { name: 'market' }, 9],
] satisfies readonly (readonly [string, Fleet, Edit | undefined, number])[]) {
  test(`after an edit of ${title}, ${expected} parts are planned anew`, () => {
    const results = counting();
    said(before, results);
    const first = results.puts();
    said(edit ? edited(before, edit) : before, results);
    // What is said of a part, the list of its files and their texts are kept apart.
    assert.equal((results.puts() - first) / 3, expected);
  });
}

test('other code plans all parts anew', () => {
  const results = counting();
  const puts = ['code', 'code', 'other'].map((plan) => {
    said(fleet, results, { ...code, plan });
    return results.puts();
  });
  const [first = 0] = puts;
  assert.deepEqual(puts, [first, first, 2 * first]);
});
