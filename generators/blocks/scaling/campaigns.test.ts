import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import type { AppCampaign } from '../../model/inputs.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { app } from '../../testing/names.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { service } from '../service.ts';
import { campaignTrigger } from './campaigns.ts';

const sale: AppCampaign = {
  name: 'sale',
  from: '2026-03-01T00:05',
  until: '2026-03-01T02:00',
  timeZone: 'Europe/Berlin',
  min: 40,
};

test('a campaign is a schedule that begins a quarter of an hour before it, in its time zone', () => {
  assert.deepEqual(campaignTrigger(sale), {
    type: 'cron',
    name: 'campaign-sale',
    metadata: { timezone: 'Europe/Berlin', start: '50 23 28 2 *', end: '0 2 1 3 *', desiredReplicas: '40' },
  });
});

test('an app on CPU alone is scaled by KEDA while a campaign names it, within its own bounds', () => {
  const own = service(app('api', 'backend', []), { ...exampleSpec, uses: {} });
  const scalers = (campaigns: readonly AppCampaign[]) =>
    own
      .render({ ...exampleInputs(own, exampleClusters.aws), campaigns })
      .filter(({ kind }) => kind === 'ScaledObject' || kind === 'HorizontalPodAutoscaler');
  assert.deepEqual(
    scalers([]).map(({ kind }) => kind),
    ['HorizontalPodAutoscaler'],
  );
  const [scaled, ...others] = scalers([
    { ...sale, min: 6 },
    { ...sale, name: 'match', min: 4 },
  ]);
  assert.deepEqual(others, []);
  const { minReplicaCount, maxReplicaCount, triggers } = scaled?.spec as Required<IScaledObject>['spec'];
  assert.deepEqual([minReplicaCount, maxReplicaCount], [2, 6]);
  assert.deepEqual(
    triggers?.map(({ type, name, metadata }) => [type, name, metadata.desiredReplicas]),
    [
      ['cpu', undefined, undefined],
      ['cron', 'campaign-sale', '6'],
      ['cron', 'campaign-match', '4'],
    ],
  );
});
