import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Prepared } from './prepared.ts';

/** Digests of what was fetched, by chart and version, then by where it is from. */
export type Digests = Readonly<Record<string, Readonly<Record<string, string>>>>;

const file = new URL('digests.json', import.meta.url);

/** The record of what charts were when their versions were pinned. */
export function recordedDigests(): Digests {
  return JSON.parse(readFileSync(file, 'utf8')) as Digests;
}

/**
 * What a version of a chart is today, it was when it was recorded. Argo CD fetches charts of a Helm repository by version
 * alone, and whoever may write to the repository can give a version another content. `--test-update-snapshots` records
 * what has no record; a digest that differs is never recorded over.
 * `newHelmClientResolveRevision` in reposerver/repository/repository.go of Argo CD
 */
export function testDigests({ fleet, found }: Pick<Prepared, 'fleet' | 'found'>): void {
  const recorded: Record<string, Readonly<Record<string, string>>> = { ...recordedDigests() };
  for (const [name, chart] of found) {
    if ('reason' in chart || !chart.fetched) continue;
    const key = `${name} ${fleet.settings.charts[name]?.version}`;
    const { from, digest } = chart.fetched;
    const known = recorded[key]?.[from];
    if (known === undefined && process.execArgv.includes('--test-update-snapshots')) {
      recorded[key] = { ...recorded[key], [from]: digest };
      writeFileSync(file, `${JSON.stringify(sorted(recorded), null, 2)}\n`);
      continue;
    }
    const skip = known === undefined && `no record of it: ${digest}`;
    test(`${key} from its ${from} is what it was when it was recorded`, { skip }, () => {
      assert.equal(digest, known, 'The version has another content now: find out why before you delete the record.');
    });
  }
}

function sorted(digests: Digests): Digests {
  return Object.fromEntries(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)));
}
