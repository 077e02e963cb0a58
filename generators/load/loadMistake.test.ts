import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Failure } from '../model/finding.ts';
import { repository } from '../repository.ts';
import { loadMistake } from './loadMistake.ts';

const url = (path: string) => pathToFileURL(join(repository, path)).href;

/** An error with this stack. */
function thrown(message: string, stack: readonly string[], error: Error = new TypeError(message)): Error {
  error.stack = stack.join('\n');
  return error;
}

const frames = ['x', `    at joined (${url('generators/blocks/podApp.ts')}:1:2)`];
const app = `    at ${url('apps/data/users.ts')}:12:5`;
const caller = `    at env (${url('apps/api.ts')}:40:7)`;

const cases: [title: string, error: unknown, at: string | undefined, message?: string][] = [
  ['an error below a file of apps', thrown('no', [...frames, app, caller]), 'apps/data/users.ts:12:5'],
  ['one in a function', thrown('no', [...frames, caller]), 'apps/api.ts:40:7'],
  ['a failure', thrown('', [...frames, app], new Failure('Two', 'Take one.')), 'apps/data/users.ts:12:5', 'Two.'],
  ['an error elsewhere, which is a defect', thrown('no', frames), undefined],
  [
    'a module without an export',
    thrown('The requested module', [`${url('apps/api.ts')}:3`, 'import { x }', '         ^', 'SyntaxError: The']),
    'apps/api.ts:3:10',
  ],
  [
    'a module that is not there',
    thrown(
      `Cannot find module '${join(repository, 'apps/tokns.ts')}' imported from ${join(repository, 'apps/api.ts')}`,
      ['Error'],
    ),
    'apps/api.ts:1:1',
    'The apps cannot be loaded: Cannot find module apps/tokns.ts imported from apps/api.ts.',
  ],
  ['what is no error', 'no', 'apps/index.ts:1:1', 'The apps cannot be loaded: no was thrown.'],
];

for (const [title, error, at, message] of cases) {
  test(`the place of ${title} is ${at ?? 'unknown'}`, () => {
    const mistake = loadMistake(error);
    const place = mistake?.at && `${mistake.at.file}:${mistake.at.line}:${mistake.at.column}`;
    assert.equal(place, at);
    if (message) assert.equal(mistake?.message, message);
  });
}
