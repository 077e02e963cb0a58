import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutColour } from '../console/colour.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { start } from './start.ts';

const counts = { apps: 1, environments: 1, clusters: 1, overlays: 1 };
const finding = (severity: Severity): Finding => ({
  code: `a-${severity}`,
  severity,
  message: 'This is how it is.',
  fix: 'Do that.',
});

const cases: [string, Severity[], string[], string, boolean][] = [
  ['nothing', [], [], 'nothing found', true],
  ['notes are counted', ['note'], [], '1 note  "npm run validate -- --notes" lists the notes', true],
  [
    'a warning is said',
    ['note', 'warning'],
    ['a-warning'],
    '1 warning, 1 note  "npm run validate -- --notes" lists the notes',
    true,
  ],
  ['an error is shown, and the command fails', ['error'], ['a-error'], '1 error', false],
];
for (const [title, severities, said, summary, succeeds] of cases) {
  test(`start: ${title}`, async () => {
    const findings = severities.map(finding);
    const result = {
      generated: {
        findings: [],
        counts,
        written: [],
        removed: [],
        unchanged: 9,
        handEdited: [],
        part: {},
        notLookedAt: 0,
        milliseconds: 10,
      },
      validated: {
        findings,
        notes: false,
        counts,
        objects: 5,
        overlays: 1,
        part: {},
        elsewhere: [],
        rules: 3,
        judgedAs: [],
        comparedWith: 'main',
        milliseconds: 20,
      },
    };
    const text = await start.text(result, withoutColour);
    assert.match(text, /^ {2}API server +not asked$/m);
    assert.deepEqual([...text.matchAll(/a-\w+/g)].map(String), said);
    assert.match(text, new RegExp(`^ {2}findings +${summary}$`, 'm'));
    assert.equal(start.succeeded(result), succeeds);
  });
}

test('start: mistakes in settings or apps are shown alone, for nothing was counted', () => {
  const findings = [finding('error'), finding('note')];
  const generated = {
    findings,
    counts,
    written: [],
    removed: [],
    unchanged: 0,
    handEdited: [],
    part: {},
    notLookedAt: 0,
    milliseconds: 10,
  };
  assert.equal(
    start.text({ generated }, withoutColour),
    'error  a-error\n  This is how it is.\n  fix  Do that.\n\nNothing written: 1 error.\n',
  );
});
