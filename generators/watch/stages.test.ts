import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CommandSaid, createStages, endMark, markOf } from './stages.ts';

/** The stages of some lines; those of standard error begin with `! `. */
function stagesOf(lines: readonly string[]): readonly CommandSaid[] {
  const found: CommandSaid[] = [];
  const stages = createStages(
    (stage) => found.push(stage),
    () => {},
  );
  for (const line of lines) line.startsWith('! ') ? stages.stderr(line.slice(2)) : stages.stdout(line);
  stages.end();
  return found;
}

const cases: readonly (readonly [what: string, lines: readonly string[], stages: readonly CommandSaid[]])[] = [
  ['nothing', [], []],
  [
    'two commands, the streams in another order each',
    ['a', '! warns', markOf(0), `! ${markOf(0)}`, `! ${markOf(1)}`, 'b', '', markOf(1)],
    [
      { text: 'warns\na', isFine: true },
      { text: 'b', isFine: false },
    ],
  ],
  [
    'a line of standard error after the mark of standard output',
    ['a', markOf(0), '! late', `! ${markOf(0)}`, 'b', `! ${markOf(0)}`, markOf(0)],
    [
      { text: 'late\na', isFine: true },
      { text: 'b', isFine: true },
    ],
  ],
  [
    'a stream that is a command ahead',
    ['a', markOf(0), 'b', markOf(0), '! of a', `! ${markOf(0)}`, '! of b', `! ${markOf(0)}`],
    [
      { text: 'of a\na', isFine: true },
      { text: 'of b\nb', isFine: true },
    ],
  ],
  [
    'a command that could not end',
    ['a', markOf(0), `! ${markOf(0)}`, '! it is broken'],
    [
      { text: 'a', isFine: true },
      { text: 'it is broken\n', isFine: false },
    ],
  ],
];

test('a round ends after its last command, whichever stream says it first', () => {
  const heard: string[] = [];
  const stages = createStages(
    ({ text }) => heard.push(text),
    () => heard.push('end'),
  );
  for (const line of ['a', markOf(0), endMark]) stages.stdout(line);
  for (const line of [markOf(0), endMark]) stages.stderr(line);
  assert.deepEqual(heard, ['a', 'end']);
});

for (const [what, lines, stages] of cases) {
  test(`what commands say is told apart: ${what}`, () => {
    assert.deepEqual(stagesOf(lines), stages);
  });
}
