import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../model/resource.ts';
import type { ImageOverride } from './image.ts';
import { deriveImages } from './images.ts';

type Images = Readonly<Record<string, string>>;

/** Images by container, below and above; the entries that result; containers whose image is left to a patch. */
const cases: readonly (readonly [string, lower: Images, upper: Images, ImageOverride[], patched: string[]])[] = [
  ['nothing changed, nothing said', { a: 'x/a:1' }, { a: 'x/a:1' }, [], []],
  ['a new tag', { a: 'x/a:1' }, { a: 'x/a:2' }, [{ name: 'x/a', newTag: '2' }], []],
  ['a tag that looks like a number', { a: 'x/a:1' }, { a: 'x/a:1.10' }, [{ name: 'x/a', newTag: '1.10' }], []],
  ['a digest in place of a tag', { a: 'x/a:1' }, { a: 'x/a@sha256:ff' }, [{ name: 'x/a', digest: 'sha256:ff' }], []],
  [
    'tag and digest together',
    { a: 'x/a:1@sha256:00' },
    { a: 'x/a:2@sha256:ff' },
    [{ name: 'x/a', newTag: '2', digest: 'sha256:ff' }],
    [],
  ],
  ['another registry', { a: 'x/a:1', b: 'x/a:2' }, { a: 'y/a:1', b: 'y/a:2' }, [{ name: 'x/a', newName: 'y/a' }], []],
  ['a registry with a port', { a: 'r:5000/a:1' }, { a: 'r:5000/a:2' }, [{ name: 'r:5000/a', newTag: '2' }], []],
  [
    'another image altogether',
    { a: 'x/a:1' },
    { a: 'y/b:2@sha256:ff' },
    [{ name: 'x/a', newName: 'y/b', newTag: '2', digest: 'sha256:ff' }],
    [],
  ],
  ['a removed tag cannot be expressed', { a: 'x/a:1' }, { a: 'x/a' }, [], ['a']],
  ['one of two containers moves on', { a: 'x/a:1', b: 'x/a:1' }, { a: 'x/a:2', b: 'x/a:1' }, [], ['a']],
  ['two containers go different ways', { a: 'x/a:1', b: 'x/a:1' }, { a: 'x/a:2', b: 'x/a:3' }, [], ['a', 'b']],
  ['a container added with the old tag', { a: 'x/a:1' }, { a: 'x/a:2', b: 'x/a:1' }, [], ['a']],
  [
    'a container added with the new tag',
    { a: 'x/a:1' },
    { a: 'x/a:2', b: 'x/a:2' },
    [{ name: 'x/a', newTag: '2' }],
    [],
  ],
  [
    'a dot that would match another image',
    { a: 'x.io/a:1', b: 'x-io/a:1' },
    { a: 'x.io/a:2', b: 'x-io/a:1' },
    [],
    ['a'],
  ],
  ['two images that trade places', { a: 'x/a:1', b: 'x/b:1' }, { a: 'x/b:2', b: 'x/a:2' }, [], ['a', 'b']],
  [
    'one entry spoilt leaves the others',
    { a: 'x/a:1', b: 'x/b:1', c: 'x/b:1' },
    { a: 'x/a:2', b: 'x/b:2', c: 'x/b:1' },
    [{ name: 'x/a', newTag: '2' }],
    ['b'],
  ],
];

for (const [title, below, above, images, patched] of cases) {
  test(`images: ${title}`, () => {
    const [lower, upper] = [deployment(below), deployment(above)];
    const derived = deriveImages([{ lower, upper }]);
    const left = Object.fromEntries(
      Object.entries(above).map(([name, image]) => [name, patched.includes(name) ? image : (below[name] ?? image)]),
    );
    assert.deepEqual(derived, { images, pairs: [{ lower, upper: deployment(left) }] });
  });
}

test('images of volumes, of init containers and of pods inside custom resources are replaced too', () => {
  const make = (tag: string): Resource => ({
    ...deployment({ a: `x/a:${tag}` }),
    spec: {
      template: {
        spec: { initContainers: [{ image: `x/a:${tag}` }], volumes: [{ image: { reference: `x/a:${tag}` } }] },
      },
      anywhere: [{ containers: [{ name: 'a', image: `x/a:${tag}` }] }],
    },
  });
  const [lower, upper] = [make('1'), make('2')];
  assert.deepEqual(deriveImages([{ lower, upper }]), {
    images: [{ name: 'x/a', newTag: '2' }],
    pairs: [{ lower, upper: lower }],
  });
});

test('no image is left to `images` where Kustomize would fail on another object of the layer', () => {
  const [lower, upper] = [deployment({ a: 'x/a:1' }), deployment({ a: 'x/a:2' })];
  for (const spec of [
    { containers: ['a'] },
    { containers: { a: 'x/a:1' } },
    { containers: [{ name: 'a', image: { name: 'x/a' } }] },
    { template: 'text' },
    { volumes: [{ image: 'x/a:1' }] },
    { volumes: { a: 'x/a:1' } },
    { initContainers: 'text' },
    'text',
  ]) {
    const custom = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec };
    const pairs = [
      { lower, upper },
      { lower: undefined, upper: custom },
    ];
    assert.deepEqual(deriveImages(pairs), { images: [], pairs });
  }
});

function deployment(images: Images): Resource {
  const containers = Object.entries(images).map(([name, image]) => ({ name, image }));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: { template: { spec: { containers } } },
  };
}
