import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Resource } from '../../../generators/model/resource.ts';
import { autoscaler, deployment } from '../../example/api.ts';
import { statefulSet } from '../../example/files.ts';
import { caseViews } from '../../example/index.ts';
import { cronJob } from '../../example/job.ts';
import { withField } from '../../example/withField.ts';
import { workloadAt } from '../../kubernetes/workload.ts';
import { replicasOf } from './replicas.ts';

function replicas(object: Resource, ...without: Resource[]) {
  const [view] = caseViews({ title: '', objects: [object], without });
  const { kind, metadata } = object;
  const workload = workloadAt(view, kind, metadata.namespace ?? '', metadata.name);
  return workload && replicasOf(view, workload);
}

describe('replicas', () => {
  for (const [title, object, expected, without] of [
    [
      'are the range of the scaler, with a quarter more in a roll-out',
      deployment,
      { min: 3, max: 8, surge: 2, ending: 6 },
    ],
    [
      'surge as the strategy says, rounded up',
      withField(deployment, 'spec.strategy.rollingUpdate.maxSurge', '30%'),
      { min: 3, max: 8, surge: 3, ending: 5 },
    ],
    [
      'end no faster than others have been ready',
      withField(
        withField(deployment, 'spec.minReadySeconds', 60),
        'spec.template.spec.terminationGracePeriodSeconds',
        90,
      ),
      { min: 3, max: 8, surge: 2, ending: 4 },
    ],
    [
      'end at once where nothing waits for them',
      withField(deployment, 'spec.template.spec.terminationGracePeriodSeconds', 0),
      { min: 3, max: 8, surge: 2, ending: 0 },
    ],
    [
      'do not surge where all pods end first',
      withField(deployment, 'spec.strategy', { type: 'Recreate' }),
      { min: 3, max: 8, surge: 0, ending: 0 },
    ],
    [
      'are those of the object without a scaler',
      withField(deployment, 'spec.replicas', 5),
      { min: 5, max: 5, surge: 2, ending: 3 },
      [autoscaler],
    ],
    ['are one where nothing says how many', deployment, { min: 1, max: 1, surge: 1, ending: 0 }, [autoscaler]],
    ['may be none', withField(statefulSet, 'spec.replicas', 0), { min: 0, max: 0, surge: 0, ending: 0 }],
    ['of a StatefulSet are replaced one by one', statefulSet, { min: 3, max: 3, surge: 0, ending: 0 }],
    ['of a job are its parallelism', cronJob, { min: 1, max: 1, surge: 0, ending: 0 }],
    [
      'of a DaemonSet are as many as there may be nodes',
      { ...deployment, kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'backend' } },
      { min: 12, max: 12, surge: 0, ending: 0 },
    ],
  ] as const satisfies readonly (readonly [string, Resource, object, Resource[]?])[]) {
    it(title, () => assert.deepEqual(replicas(object, ...(without ?? [])), expected));
  }
});
