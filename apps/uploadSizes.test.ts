import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BucketBinding } from '../generators/blocks/bindings.ts';
import { bytes } from '../generators/model/quantity.ts';
import { blockTooLarge, scratchOf } from './uploadSizes.ts';

/** A kind of bucket, the largest upload, the room for uploads that run, and whether it is refused. */
const cases: readonly (readonly [api: BucketBinding['api'], maxSize: string, scratch: string, refused: boolean])[] = [
  ['s3', '4000Mi', '6Gi', false],
  ['s3', '20Gi', '6Gi', false],
  ['s3', '1Ti', '80531Mi', false],
  ['azure', '4000Mi', '8000Mi', false],
  ['azure', '4001Mi', '8002Mi', true],
  ['azure', '20Gi', '40Gi', true],
  ['azure', '16Mi', '64Mi', false],
  ['gcs', '20Gi', '64Mi', false],
];

for (const [api, maxSize, scratch, refused] of cases) {
  test(`uploads of ${maxSize} to ${api} ${refused ? 'are refused' : `wait in ${scratch}`}`, () => {
    const bucket = { api } as BucketBinding;
    assert.equal(scratchOf(bucket, bytes(maxSize)), scratch);
    assert.deepEqual(
      blockTooLarge(bucket, maxSize).map(({ path }) => path),
      refused ? [['maxSize']] : [],
    );
  });
}
