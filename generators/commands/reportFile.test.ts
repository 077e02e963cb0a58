import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { reportIn, writeReport } from './reportFile.ts';

const formats = { json: { show: () => '{}' }, sarif: { show: () => 'sarif' } };

test('a report has a format of the command and a file, whose folders are made', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'report-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const report = reportIn(`sarif=${root}/a/b=c.sarif`, formats);
  assert.equal(report.format, formats.sarif);
  writeReport(report, 'text');
  assert.equal(readFileSync(`${root}/a/b=c.sarif`, 'utf8'), 'text');
  assert.throws(() => writeReport({ file: `${root}/a` }, 'text'), {
    name: 'Failure',
    message: /^The report .*\/a cannot be written: EISDIR/,
  });
});

for (const asked of ['sarif', 'sarif=', '=file', 'text=file', 'toString=file', '']) {
  test(`a report "${asked}" is wrong usage that names the formats`, () => {
    assert.throws(() => reportIn(asked, formats), { name: 'Failure', fix: 'The formats are json, sarif.' });
  });
}
