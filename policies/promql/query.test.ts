import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promqlSeconds } from './promqlSeconds.ts';
import { parseQuery } from './query.ts';

test('every selector of a query is found, with its labels, its range and what looks at it', () => {
  const query = `sum by (pod) (rate(a_total{namespace="data",pod=~'b-.+'}[5m] offset 1h)) / b > 0.5`;
  assert.deepEqual(parseQuery(query), {
    fault: undefined,
    selectors: [
      {
        metric: 'a_total',
        matchers: [
          { label: 'namespace', operator: '=', value: 'data' },
          { label: 'pod', operator: '=~', value: 'b-.+' },
        ],
        range: { text: '5m', seconds: 300, by: 'rate' },
      },
      { metric: 'b', matchers: [] },
    ],
    groupings: ['pod'],
    made: [],
  });
});

test('a metric may be named by a label', () => {
  assert.deepEqual(parseQuery('{__name__="up",job!="x"}').selectors, [
    { metric: 'up', matchers: [{ label: 'job', operator: '!=', value: 'x' }] },
  ]);
});

test('labels that a query makes are told from those of series', () => {
  const query = 'label_replace(a, "workload", "$1", "deployment", "(.+)") or label_join(b, "both", "-", "c", "d")';
  assert.deepEqual(parseQuery(query).made, ['workload', 'both']);
});

test('labels of joins count like those of groups', () => {
  assert.deepEqual(parseQuery('a and on (namespace, pod) b').groupings, ['namespace', 'pod']);
});

for (const [text, fault] of [
  ['sum(rate(a[5m])', 'its end'],
  ['a{b="c"', 'its end'],
  ['a b', 'b'],
] as const) {
  test(`${text} is no query`, () => {
    assert.equal(parseQuery(text).fault, fault);
  });
}

for (const [text, seconds] of [
  ['15s', 15],
  ['1h30m', 5400],
  ['500ms', 0.5],
  ['60', 60],
  ['soon', 0],
] as const) {
  test(`${text} is ${seconds} seconds`, () => {
    assert.equal(promqlSeconds(text), seconds);
  });
}
