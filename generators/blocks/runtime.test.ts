import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRuntime } from '../testing/runtime.ts';
import { defaultImage, hostOf, isOwn, repositoryOf, runtimeOf } from './runtime.ts';

const standIn = { ...exampleRuntime, image: 'registry.example.com:5000/stand-in:1', ports: { http: 80 } };
const pair = { own: exampleRuntime, standIn };

for (const [image, repository] of [
  ['ghcr.io/name/image:1.2@sha256:00', 'ghcr.io/name/image'],
  ['ghcr.io/name/image@sha256:00', 'ghcr.io/name/image'],
  ['registry.example.com:5000/image', 'registry.example.com:5000/image'],
  ['registry.example.com:5000/image:1', 'registry.example.com:5000/image'],
] as const) {
  test(`the repository of ${image} is ${repository}`, () => assert.equal(repositoryOf(image), repository));
}

test('the stand-in at any tag is the stand-in, and every other image is the company’s own', () => {
  const later = 'registry.example.com:5000/stand-in:2@sha256:00';
  const own = 'registry.example.com/other:1';
  assert.deepEqual([isOwn(later, pair), isOwn(own, pair)], [false, true]);
  assert.deepEqual(runtimeOf(later, pair), { ...standIn, image: later });
  assert.deepEqual(runtimeOf(own, pair), { ...exampleRuntime, image: own });
  assert.deepEqual(runtimeOf(own, exampleRuntime), { ...exampleRuntime, image: own });
});

test('an app starts with its stand-in where it has one', () => {
  assert.deepEqual([defaultImage(pair), defaultImage(exampleRuntime)], [standIn.image, exampleRuntime.image]);
});

test('the address of an app is that of its Service in its tier', () => {
  assert.equal(hostOf({ name: 'shop', tier: 'backend' }), 'shop.backend.svc.cluster.local');
});
