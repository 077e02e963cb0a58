import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readFiles, told } from '../testing/readFiles.ts';
import { validFiles } from '../testing/settings.ts';
import { pricesFile, readPrices } from './prices.ts';

const valid = 'currency: EUR\nclouds:\n  aws: { cpuHour: 0.03, memoryHour: 0.004, storageMonth: 0.08 }\n';

test('prices are read where a team wrote some, and there are none otherwise', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'prices-'));
  t.after(() => rmSync(root, { recursive: true }));
  assert.deepEqual(readPrices(root), { findings: [] });
  mkdirSync(join(root, 'overlays'));
  writeFileSync(join(root, pricesFile), valid);
  const aws = { cpuHour: 0.03, memoryHour: 0.004, storageMonth: 0.08 };
  assert.deepEqual(readPrices(root), { prices: { currency: 'EUR', clouds: { aws } }, findings: [] });
});

const mistakes: readonly (readonly [string, string, RegExp])[] = [
  ['EUR', 'euro', /^overlays\/prices\.yaml:1:11 malformed-value /],
  ['aws', 'amazon', /^overlays\/prices\.yaml:3:3 unknown-key /],
  ['0.03', '-1', /^overlays\/prices\.yaml:3:19 .*cpuHour/],
  [', storageMonth: 0.08', '', /^overlays\/prices\.yaml:3:3 missing-key .*storageMonth/],
];

for (const [from, to, message] of mistakes) {
  test(`a mistake in prices has its place: ${from} → ${to || 'nothing'}`, () => {
    const { findings } = readFiles({ ...validFiles, [pricesFile]: valid.replace(from, to) });
    assert.match(findings.map(told).join('\n'), message);
  });
}
