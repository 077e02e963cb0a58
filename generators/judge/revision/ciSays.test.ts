import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCi } from './ciSays.ts';

const pipelines: readonly (readonly [system: string, variables: Record<string, string>, expected: boolean])[] = [
  ['GitHub, GitLab, Jenkins, Bitbucket, CircleCI, Buildkite, Drone', { CI: 'true' }, true],
  ['Woodpecker', { CI: 'woodpecker' }, true],
  ['Azure Pipelines', { TF_BUILD: 'True' }, true],
  ['a person', {}, false],
  ['a person who is no pipeline', { CI: 'false' }, false],
  ['an empty variable', { CI: '', TF_BUILD: '' }, false],
];

for (const [system, variables, expected] of pipelines) {
  test(`${system} ${expected ? 'is' : 'is not'} a pipeline`, () => assert.equal(isCi(variables), expected));
}
