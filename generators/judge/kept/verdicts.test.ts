import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openResults } from '../../kept/results.ts';
import { keptVerdicts, type ObjectVerdict } from './verdicts.ts';

const problem = { field: 'spec', message: 'no', kubernetes: ['1.35'] };
const refused: ObjectVerdict = { problems: [problem], isUnjudged: false, notEmulated: { '1.40': 'too new' } };

/** What is known of these objects, and which have to be asked about. */
function lookedUp(results: ReturnType<typeof openResults>, identity: string, ...objects: readonly string[]) {
  const verdicts = keptVerdicts(results, identity);
  const all = objects.map((json) => verdicts.of(json));
  return { verdicts, all, fresh: all.filter(({ isNew }) => isNew).map(({ judged }) => judged) };
}

function answered() {
  const results = openResults(':memory:');
  const first = lookedUp(results, 'code', 'one', 'two', 'one');
  assert.deepEqual(
    first.fresh.map(({ json }) => json),
    ['one', 'two'],
  );
  first.verdicts.take(first.fresh, {
    problems: [{ object: 1, ...problem }],
    unjudged: [0],
    notEmulated: { '1.40': 'too new' },
  });
  return { results, first };
}

test('an object that stands at several places is asked about once, and each place has the answer', () => {
  const { all } = answered().first;
  assert.equal(all[0]?.judged, all[2]?.judged);
  assert.deepEqual(all[0]?.judged.verdict, { ...refused, problems: [], isUnjudged: true });
  assert.deepEqual(all[1]?.judged.verdict, refused);
});

test('what was answered is known in the next run', () => {
  const { all, fresh } = lookedUp(answered().results, 'code', 'two', 'three');
  assert.deepEqual(all[0]?.judged.verdict, refused);
  assert.deepEqual(
    fresh.map(({ json }) => json),
    ['three'],
  );
});

test('other code, other definitions or other versions are asked again', () => {
  assert.equal(lookedUp(answered().results, 'other', 'one', 'two').fresh.length, 2);
});
