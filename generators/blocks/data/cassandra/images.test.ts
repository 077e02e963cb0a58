import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageParts, serverVersion, undigested } from './images.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const pinned = `registry.example.com:5000/team/medusa:0.29.1@${digest}`;

test('an image is taken apart with its digest behind the tag, and its version read from the tag', () => {
  assert.deepEqual(imageParts(pinned), {
    registry: 'registry.example.com:5000',
    repository: 'team',
    name: 'medusa',
    tag: `0.29.1@${digest}`,
    pullPolicy: 'IfNotPresent',
  });
  for (const [tag, version] of [
    ['5.0.6-ubi', '5.0.6'],
    ['4.1.11', '4.1.11'],
    ['14.29.300-ubi-v0.1.110', '14.29.300'],
  ]) {
    assert.equal(serverVersion({ server: `example.com:5000/cassandra:${tag}`, medusa: '', reaper: '' }), version);
  }
});

test('an image without digest is a declared exception until images.yaml names one', () => {
  const images = { server: pinned, medusa: pinned, reaper: 'docker.io/thelastpickle/cassandra-reaper:5.0.0' };
  assert.deepEqual(undigested(images), {
    'exception.gitops.dev/image-pinned':
      'upstream publishes tags of reaper; digests are not known until a bot writes them to images.yaml',
  });
  assert.deepEqual(undigested({ ...images, reaper: pinned }), {});
});

test('a tag that does not begin with a version of Cassandra is an error that names the image', () => {
  const images = { server: 'example.com/cassandra:latest', medusa: '', reaper: '' };
  assert.throws(() => serverVersion(images), {
    name: 'Failure',
    message: 'The tag of the image example.com/cassandra:latest does not begin with a version of Cassandra',
    fix: 'Name an image in images.yaml whose tag does, such as 4.1.11: the operator has to be told the version.',
  });
});
