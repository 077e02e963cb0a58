import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Resource } from '../../../../generators/model/resource.ts';
import type { Ref } from '../../../../lab/api/client.ts';
import { follow } from '../../../../lab/metrics/history.ts';
import { until } from '../../../../lab/until.ts';
import { withField } from '../../../../policies/example/withField.ts';
import { bounds, type Stage } from '../stage.ts';

/** A number of pods that is fixed, and let go again. */
export function pinned({ lab, kubernetes, thumbnails, apply, countOf }: Stage): void {
  test('a pinned number of pods is let go again, and no pod ends', async () => {
    assert.deepEqual(await apply(bounds(thumbnails.scaler, 20, 20)), []);
    await until(
      'it has 20 pods',
      120,
      async () => (await countOf(thumbnails)) === 20 || `${await countOf(thumbnails)}`,
    );
    const history = await follow(kubernetes, thumbnails.deployment);
    lab.beforeStop(history.stop);
    assert.deepEqual(await apply(bounds(thumbnails.scaler, 3, 20)), []);
    await sleep(30_000);
    assert.deepEqual(history.changes(), []);
  });

  test('a number in git that is given up ends all pods but one: why there is none', async () => {
    const metadata = { name: 'given-up', namespace: thumbnails.namespace };
    const own = { ...withField(thumbnails.deployment as Resource, 'spec.replicas', 20), metadata } as Resource;
    assert.deepEqual(await apply(own), []);
    assert.deepEqual(await apply(withField(own, 'spec.replicas', undefined)), []);
    assert.equal(await countOf({ deployment: own as Ref }), 1);
    await kubernetes.delete(own as Ref);
  });
}
