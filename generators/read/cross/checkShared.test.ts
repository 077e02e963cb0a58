import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../testing/change.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { environmentYaml, ofAnother, validFiles } from '../../testing/settings.ts';

/** `environment:line code message` where an environment `zebra` differs from production in all but these. */
function findingsFor(...changes: readonly (readonly [string, string])[]): string[] {
  const other = ofAnother(environmentYaml).replaceAll(/name: (aws|google)-/g, 'name: other-$1-');
  const text = changes.reduce((before, [from, to]) => change(before, from, to), other);
  const { findings } = readFiles({ ...validFiles, 'overlays/zebra/environment.yaml': text });
  return findings.map(({ at, code, message }) => `${at?.file.split('/')[1]}:${at?.line} ${code} ${message}`);
}

const other = 'is that of another environment: overlays/production/environment.yaml';

for (const [title, changes, expected] of [
  ['nothing', [], []],
  [
    'a domain',
    [['domain: example.net', 'domain: example.com']],
    [`zebra:2 shared-by-environments The domain "example.com" ${other}:2:9.`],
  ],
  [
    'entries in the secret manager',
    [['secretPrefix: another', 'secretPrefix: production']],
    [`zebra:3 shared-by-environments The prefix of secrets "production" ${other}:3:15.`],
  ],
  [
    'the identity of an app',
    [['role/another-api', 'role/api']],
    [`zebra:27 shared-by-environments The cloud identity "arn:aws:iam::123456789012:role/api" ${other}:27:12.`],
  ],
] as const) {
  test(`two environments share ${title}`, () => assert.deepEqual(findingsFor(...changes), expected));
}
