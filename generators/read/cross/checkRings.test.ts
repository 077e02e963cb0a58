import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../testing/change.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { environmentYaml, ofAnother, validFiles } from '../../testing/settings.ts';

const ring = (cluster: string, name: string): [string, string] => [
  `name: ${cluster}`,
  `name: ${cluster}\n    ring: ${name}`,
];
const rings = (list: string): [string, string] => ['clusters:', `rings: [${list}]\nclusters:`];

const cases: [string, [string, string][], string[]][] = [
  ['none at all', [], []],
  [
    'a ring for each cluster',
    [rings('first, last'), ring('aws-us-east-1', 'last'), ring('google-us-central1', 'first')],
    [],
  ],
  [
    'a cluster in none',
    [rings('first'), ring('aws-us-east-1', 'first')],
    [
      '30:5 no-ring The cluster "google-us-central1" has no ring, but its environment has rings: no release would ever reach it. → Add ring: one of first.',
    ],
  ],
  [
    'a ring by nearly its name',
    [rings('canary, last'), ring('aws-us-east-1', 'canery'), ring('google-us-central1', 'last')],
    [
      '14:9 empty-ring No cluster is in the ring "canary": no release can pass it. → Put a cluster into it, or delete it.',
      '17:5 unknown-ring There is no ring "canery" in this environment. → Did you mean "canary"?',
    ],
  ],
  [
    'a ring of a cluster, but none of the environment',
    [ring('aws-us-east-1', 'first')],
    [
      '16:5 unknown-ring There is no ring "first" in this environment. → Add it to the rings of the environment, or delete it.',
    ],
  ],
];
for (const [title, changes, expected] of cases) {
  test(`rings: ${title}`, () => {
    const text = changes.reduce((before, [from, to]) => change(before, from, to), environmentYaml);
    const { findings } = readFiles({ ...validFiles, 'overlays/production/environment.yaml': text });
    assert.deepEqual(
      findings.map(({ at, code, message, fix }) => `${at?.line}:${at?.column} ${code} ${message} → ${fix}`),
      expected,
    );
  });
}

test('rings: one name in two environments, which would be one branch', () => {
  const changes = [rings('first'), ring('aws-us-east-1', 'first'), ring('google-us-central1', 'first')];
  const text = changes.reduce((before, [from, to]) => change(before, from, to), environmentYaml);
  const other = ofAnother(text).replaceAll('aws-us-east-1', 'aws-two').replaceAll('google-us-central1', 'google-two');
  const { findings } = readFiles({
    ...validFiles,
    'overlays/production/environment.yaml': text,
    'overlays/staging/environment.yaml': other,
  });
  assert.deepEqual(
    findings.map(({ code, at, message }) => `${code} ${at?.file}:${at?.line} ${message}`),
    [
      'duplicate-ring overlays/staging/environment.yaml:14 The ring "first" is also one of production: both would follow the branch release/first.',
    ],
  );
});
