import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactedKeys, redactions } from './redaction.ts';
import { plainLines, secretLines } from './testing/lines.ts';

/** A pattern of RE2 for this language: both know all that the patterns use, and write two things differently. */
function patternOf(pattern: string): RegExp {
  const ignoresCase = pattern.startsWith('(?i)');
  const same = pattern.replace(/^\(\?i\)/, '').replaceAll(/\\p([LN])/g, '\\p{$1}');
  return new RegExp(same, ignoresCase ? 'giu' : 'gu');
}

const redacted = (line: string) =>
  redactions.reduce((text, { pattern, to }) => text.replace(patternOf(pattern), to), line);

for (const { title, line, secrets, arrives } of secretLines) {
  test(`removed: ${title}`, () => {
    assert.ok(secrets.every((secret) => line.includes(secret)));
    const text = redacted(line);
    assert.equal(text, arrives);
    assert.ok(!secrets.some((secret) => text.includes(secret)));
  });
}

for (const line of plainLines) test(`kept: ${line}`, () => assert.equal(redacted(line), line));

test('removing twice removes nothing more', () => {
  for (const { arrives } of secretLines) assert.equal(redacted(arrives), arrives);
});

test('attributes of spans with the name of a secret are removed whole', () => {
  const keys = patternOf(redactedKeys);
  const removed = ['http.request.header.authorization', 'http.request.header.Cookie', 'enduser.email', 'db.password'];
  assert.deepEqual(
    [...removed, 'http.route', 'db.name'].filter((key) => key.search(keys) >= 0),
    removed,
  );
});
