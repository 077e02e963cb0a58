import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleRuntime } from '../../testing/runtime.ts';
import { exampleWorkload } from '../../testing/workload.ts';
import { secretValue } from '../secrets/value.ts';
import { withoutDigest, workloadAnnotations } from './annotations.ts';
import { deployment } from './deployment.ts';
import { mountedFiles } from './files.ts';
import { statefulSet } from './statefulSet.ts';

const key = secretValue('shop', { store: 'secrets', key: 'shop' }, 'key');
const restarts = { 'secret.reloader.stakater.com/auto': 'true' };

/** https://docs.stakater.com/reloader/reference/annotations.html */
for (const [title, parts, expected] of [
  ['without secrets says nothing', { config: { LOG: 'json' } }, undefined],
  ['with a secret variable restarts when a Secret changes', { secrets: { KEY: key } }, restarts],
  ['with a file that is no secret says nothing', { files: mountedFiles({ '/etc/shop': { plain: '' } }) }, undefined],
  ['with a secret file restarts when a Secret changes', { files: mountedFiles({ '/etc/shop': { key } }) }, restarts],
] as const) {
  test(`a workload ${title}`, () => {
    const workload = { ...exampleWorkload, ...parts };
    assert.deepEqual(workloadAnnotations(workload), expected);
    assert.deepEqual(deployment(workload).metadata.annotations, expected);
    assert.deepEqual(statefulSet(workload, 1).metadata.annotations, expected);
  });
}

const why = 'Nobody published one.';
const tagged = 'registry.example.com/shop:1';
for (const [title, runtime, expected] of [
  ['an image with a digest', { image: `${tagged}@sha256:0000` }, {}],
  ['an image with a digest that once had none', { image: `${tagged}@sha256:0000`, undigested: why }, {}],
  ['an image without a digest and a reason', { image: tagged }, {}],
] as const) {
  test(`${title} is no exception`, () => {
    assert.deepEqual(withoutDigest({ ...exampleWorkload, runtime: { ...exampleRuntime, ...runtime } }), expected);
  });
}

test('an image without a digest is an exception where somebody said why, beside the restart', () => {
  const runtime = { ...exampleRuntime, image: tagged, undigested: why };
  const workload = { ...exampleWorkload, runtime, secrets: { KEY: key } };
  assert.deepEqual(Object.values(withoutDigest(workload)), [why]);
  assert.deepEqual(workloadAnnotations(workload), { ...restarts, ...withoutDigest(workload) });
  assert.match(Object.keys(withoutDigest(workload)).join(), /image-pinned$/);
});
