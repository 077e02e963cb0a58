import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageParts, undigested } from './images.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const pinned = `registry.example.com:5000/team/medusa:0.29.1@${digest}`;

test('an image is taken apart with its digest behind the tag', () => {
  assert.deepEqual(imageParts(pinned), {
    registry: 'registry.example.com:5000',
    repository: 'team',
    name: 'medusa',
    tag: `0.29.1@${digest}`,
    pullPolicy: 'IfNotPresent',
  });
});

test('an image without digest is a declared exception until images.yaml names one', () => {
  const images = { server: pinned, medusa: pinned, reaper: 'docker.io/thelastpickle/cassandra-reaper:5.0.0' };
  assert.deepEqual(undigested(images), {
    'exception.gitops.dev/image-pinned':
      'upstream publishes tags of reaper; digests are not known until a bot writes them to images.yaml',
  });
  assert.deepEqual(undigested({ ...images, reaper: pinned }), {});
});
