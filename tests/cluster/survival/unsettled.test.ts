import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calm, deployment, node, pod } from './example.ts';
import type { State } from './state.ts';
import { unsettled } from './unsettled.ts';

const taint = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' };
const scaler = {
  ...calm.keepers[0],
  kind: 'HorizontalPodAutoscaler',
  spec: { minReplicas: 6, scaleTargetRef: { kind: 'Deployment', name: 'api' } },
} as State['scalers'][number];
const instances = { ...deployment('users', 3), kind: 'Cluster', spec: { instances: 3 } };

const cases: readonly [title: string, change: Partial<State>, found: readonly string[]][] = [
  ['a cluster in which all runs is settled', {}, []],
  ['a node that is not Ready is not settled', { nodes: [node('a', { status: {} })] }, ['node a-0 is not Ready']],
  [
    'a node with a taint is not settled',
    { nodes: [node('a', { spec: { taints: [taint] } })] },
    ['node a-0 is tainted node.kubernetes.io/unreachable:NoExecute'],
  ],
  [
    'a pod without a node is not settled',
    { pods: [pod('api-x', 'api', undefined)] },
    ['pod backend/api-x is Pending and not Ready'],
  ],
  [
    'a pod that is being deleted is not settled',
    { pods: [pod('api-x', 'api', 'a', { deletionTimestamp: 'now' })] },
    ['pod backend/api-x is Terminating'],
  ],
  ['a completed pod is settled', { pods: [{ ...pod('x', 'x', 'a'), status: { phase: 'Succeeded' } }] }, []],
  [
    'a workload with too few pods is not settled',
    { keepers: [{ ...deployment('api', 3), spec: { replicas: 4 } }] },
    ['Deployment backend/api has 0 of 4 pods'],
  ],
  [
    'a workload whose newest template is not everywhere is not settled',
    { keepers: [{ ...deployment('api', 3), status: { ...deployment('api', 3).status, updatedReplicas: 2 } }] },
    ['Deployment backend/api has 0 of 3 pods'],
  ],
  [
    'a workload that its controller has not observed is not settled',
    { keepers: [{ ...deployment('api', 3), metadata: { ...deployment('api', 3).metadata, generation: 2 } }] },
    ['Deployment backend/api has 0 of 3 pods'],
  ],
  [
    'a database with too few instances is not settled',
    { keepers: [{ ...instances, status: { readyInstances: 2 } }] },
    ['Cluster backend/users has 2 of 3 pods'],
  ],
  [
    'a workload below the least of its autoscaler is not settled',
    { scalers: [scaler] },
    ['Deployment backend/api is to have 6 pods and asks for 3'],
  ],
];

for (const [title, change, found] of cases) {
  test(title, () => assert.deepEqual(unsettled({ ...calm, ...change }), found));
}
