import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byTag, withoutDigests } from './byTag.ts';

const digest = `@sha256:${'0a'.repeat(32)}`;

test('a tag with a digest is left out at every depth, and nothing else', () => {
  const values = {
    tag: `v1${digest}`,
    webhook: { image: { tag: `v1${digest}`, pullPolicy: 'Always' } },
    other: { tag: 'v1' },
  };
  assert.deepEqual(withoutDigests(values), { webhook: { image: { pullPolicy: 'Always' } }, other: { tag: 'v1' } });
});

test('an image is compared by its tag: another one shows, a digest does not', () => {
  assert.equal(byTag(`image: one:v1${digest}\nsidecar: two:v1${digest}`), 'image: one:v1\nsidecar: two:v1');
  assert.notEqual(byTag(`image: one:v1${digest}`), byTag('image: one:v2'));
});
