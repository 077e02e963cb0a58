import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repository } from '../repository.ts';
import { screenOf } from './screen.ts';

const cases = [
  ['on a terminal', { isTTY: true }, {}, true],
  ['on a terminal without colour', { isTTY: true }, { NO_COLOR: '1' }, true],
  ['on a terminal of a pipeline', { isTTY: true }, { CI: 'true' }, false],
  ['in a pipe', {}, {}, false],
  ['in a pipe that takes colour', {}, { FORCE_COLOR: '1' }, false],
] as const;

for (const [where, stream, env, expected] of cases) {
  test(`findings ${expected ? 'have' : 'have no'} lines ${where}`, () => {
    const frame = screenOf(repository, stream, env).frame?.({ file: 'package.json', line: 2, column: 3 });
    assert.equal(frame !== undefined && frame.length > 0, expected);
  });
}

test('a terminal that says no width has eighty columns', () => {
  for (const columns of [0, undefined]) {
    const stream = columns === undefined ? { isTTY: true } : { isTTY: true, columns };
    const frame = screenOf(repository, stream, { NO_COLOR: '1' }).frame?.({ file: 'package.json', line: 5, column: 3 });
    assert.equal(frame?.[1]?.length, 79);
  }
});
