import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsOwnProcess } from './needsOwnProcess.ts';

const cases: readonly (readonly [text: string, own: boolean])[] = [
  ["import { viewOf } from '../model/view.ts';", false],
  [`process${'.env'}.PATH = folder;`, true],
  [`process${'.chdir'}(folder);`, true],
  [`import { run } from '../programs${'/run'}.ts';`, true],
];

for (const [text, own] of cases) {
  test(`a test with ${text} ${own ? 'has a process of its own' : 'shares one'}`, () => {
    assert.equal(needsOwnProcess(text), own);
  });
}
