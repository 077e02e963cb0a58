import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageVersion, versionMistakes } from './imageVersion.ts';

const fix = 'Name an image in images.yaml whose tag does, such as 4.1.11: the operator has to be told the version.';

for (const [tag, version] of [
  ['5.0.6-ubi', '5.0.6'],
  ['4.1.11', '4.1.11'],
  ['14.29.300-ubi-v0.1.110', '14.29.300'],
] as const) {
  test(`the tag ${tag} begins with ${version}`, () => {
    const image = `example.com:5000/cassandra:${tag}`;
    assert.equal(imageVersion(image, 'Cassandra'), version);
    assert.deepEqual(versionMistakes({ feed: image }, ['feed'], 'Cassandra'), []);
  });
}

for (const image of ['example.com/cassandra:latest', 'example.com:5000/cassandra:v5', 'example.com/cassandra:5.0']) {
  test(`${image} is a mistake that names the image, and cannot be rendered`, () => {
    const message = `The tag of the image ${image} does not begin with a version of Cassandra`;
    assert.deepEqual(versionMistakes({ feed: image, other: 'x' }, ['feed'], 'Cassandra'), [
      { code: 'image-without-version', of: 'images', path: ['feed'], message: `${message}.`, fix },
    ]);
    assert.throws(() => imageVersion(image, 'Cassandra'), { name: 'Failure', message, fix });
  });
}
