import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scrapeSeconds } from '../../generators/blocks/monitoring/targets/window.ts';
import { parseQuery } from '../../policies/promql/query.ts';
import { queryFaults } from '../../policies/promql/queryFaults.ts';
import { systems } from './systems.ts';

for (const { name, alerts, recordings } of systems) {
  const recorded = new Set(recordings.map(({ record }) => record));
  const queries = [...recordings, ...alerts].map(({ expr }) => parseQuery(expr));

  test(`what the alerts of ${name} ask for is exported, by labels that it has`, () => {
    for (const query of queries) assert.deepEqual([...queryFaults(query, recorded)], []);
  });

  test(`the ranges of the alerts of ${name} hold four scrapes`, () => {
    for (const { range, metric } of queries.flatMap(({ selectors }) => selectors)) {
      if (range) assert.ok(range.seconds >= 4 * scrapeSeconds, metric);
    }
  });
}
