import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takesOverAutoscaler } from '../../../../generators/upstream/keda.ts';
import type { Ref } from '../../../../lab/api/client.ts';
import { follow } from '../../../../lab/metrics/history.ts';
import { until } from '../../../../lab/until.ts';
import { withField } from '../../../../policies/example/withField.ts';
import { bounds, type Stage } from '../stage.ts';

/** An app that scales on CPU, and then on requests. */
export function toRequests({ lab, kubernetes, thumbnails, api, apply, countOf, autoscalerOf }: Stage): void {
  test('from CPU to requests: KEDA takes the autoscaler over, and refuses every other ScaledObject beside it', async () => {
    const cpu = withField(
      withField(thumbnails.scaler, 'metadata', { name: 'api', namespace: api.namespace }),
      'spec.scaleTargetRef.name',
      'api',
    );
    assert.deepEqual(await apply(bounds(cpu, 12, 60)), []);
    await until('it has 12 pods', 120, async () => (await countOf(api)) === 12 || `${await countOf(api)}`);
    const history = await follow(kubernetes, api.deployment);
    lab.beforeStop(history.stop);

    const plain = withField(api.scaler, `metadata.annotations[${takesOverAutoscaler}]`, undefined);
    const [refused] = await apply(plain);
    assert.match(refused?.message ?? '', /already managed by the hpa 'api'/);

    // The webhook warns of fields that matter only where a workload may have no pods.
    const refusals = (await apply(api.scaler)).filter(({ message }) => !message.startsWith('warning:'));
    assert.deepEqual(refusals, []);
    await until('KEDA owns the autoscaler', 60, async () => {
      const { metadata } = (await autoscalerOf(api.autoscaler)) ?? {};
      return metadata?.ownerReferences?.some(({ kind }) => kind === 'ScaledObject') || JSON.stringify(metadata);
    });
    const all = await kubernetes.list('autoscaling/v2', 'HorizontalPodAutoscaler', { namespace: api.namespace });
    assert.deepEqual(
      all.map(({ metadata }) => metadata.name),
      ['api'],
    );

    // Back: Argo CD applies the autoscaler, prunes the ScaledObject last, and heals what went with that.
    await apply(bounds(cpu, 12, 60));
    await kubernetes.delete(api.scaler as Ref);
    await until('the autoscaler went with its owner', 60, async () => {
      return (await autoscalerOf(api.autoscaler)) === undefined || 'it is there';
    });
    assert.deepEqual(await apply(bounds(cpu, 12, 60)), []);
    assert.deepEqual(history.changes(), [], 'no pod came or went');
  });
}
