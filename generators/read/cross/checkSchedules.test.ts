import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../testing/change.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { validFiles } from '../../testing/settings.ts';

const file = 'overlays/staging/environment.yaml';

/** `code message → fix` of a schedule of PostgreSQL's backups (six fields), or of a sync window (five). */
function told(kind: 'backup' | 'window', schedule: string): string[] {
  const text = validFiles[file] ?? '';
  const settings =
    kind === 'backup'
      ? change(text, 'apps:\n', `apps:\n  users-database: { backup: { schedule: "${schedule}" } }\n`)
      : `${text}windows:\n  - { kind: deny, schedule: "${schedule}", duration: 8h, why: Nobody watches. }\n`;
  const { findings } = readFiles({ ...validFiles, [file]: settings });
  return findings.map(({ code, message, fix }) => `${code} ${message} → ${fix}`);
}

for (const schedule of ['0 22 * * 5', '*/15 8-18 * * MON-FRI', '5/20 * ? JAN,jul *', '0 3 29 2 *', '0 3 30 2 1']) {
  test(`a schedule of a window: ${schedule}`, () => assert.deepEqual(told('window', schedule), []));
}
for (const schedule of ['0 0 3 * * *', '30 0 */6 * * *', '0 0 3 * * SUN', '0 0 3 1,15 * ?']) {
  test(`a schedule of full backups: ${schedule}`, () => assert.deepEqual(told('backup', schedule), []));
}

const never = 'never runs: no month has that day. → Name a day that comes.';
const often = 'Leave at least 6 hours between two: a day is usual, and the log is archived meanwhile.';
const mistakes: readonly ['backup' | 'window', schedule: string, expected: string | RegExp][] = [
  ['window', '0 25 * * *', 'malformed-value "0 25 * * *" is no schedule: Invalid value for hour: 25. → Correct it.'],
  ['window', '0 3 30 2 *', `schedule-never-runs "0 3 30 2 *" ${never}`],
  ['window', '0 3 31 4,6 ?', `schedule-never-runs "0 3 31 4,6 ?" ${never}`],
  ['window', '0 3 * * 7', 'malformed-value "0 3 * * 7" has 7 as a day of the week. → Write 0 or SUN for Sunday.'],
  ['window', '0 3 * * 5-7', 'malformed-value "0 3 * * 5-7" has 7 as a day of the week. → Write 0 or SUN for Sunday.'],
  ['window', '0 3 * * MOO', /^malformed-value "0 3 \* \* MOO" is no schedule: /],
  ['window', '0 0 3 * * *', /^malformed-value .* expected five fields: minute, hour, day of month, month, day of week/],
  ['window', '0 3 L * *', /^malformed-value .* expected five fields/],
  ['window', '@daily', /^malformed-value .* expected five fields/],
  ['backup', '0 3 * * *', /^malformed-value .* expected six fields: second, minute, hour/],
  [
    'backup',
    '0 0 25 * * *',
    'malformed-value "0 0 25 * * *" is no schedule: Invalid value for hour: 25. → Correct it.',
  ],
  ['backup', '0 0 3 31 2 *', `schedule-never-runs "0 0 3 31 2 *" ${never}`],
  ['backup', '0 3 * * * *', `backups-too-often "0 3 * * * *" makes a full backup 1 hour after another. → ${often}`],
  [
    'backup',
    '0 */10 * * * *',
    `backups-too-often "0 */10 * * * *" makes a full backup 10 minutes after another. → ${often}`,
  ],
  [
    'backup',
    '0 0 3,5 * * *',
    `backups-too-often "0 0 3,5 * * *" makes a full backup 2 hours after another. → ${often}`,
  ],
];
for (const [kind, schedule, expected] of mistakes) {
  test(`a schedule of a ${kind} that is wrong: ${schedule}`, () => {
    const [found, ...others] = told(kind, schedule);
    assert.deepEqual(others, []);
    if (typeof expected === 'string') assert.equal(found, expected);
    else assert.match(found ?? '', expected);
  });
}
