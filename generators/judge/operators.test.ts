import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../model/resource.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { exampleOperator } from '../testing/operators.ts';
import { operatorFindings, operatorNeeds } from './operators.ts';

const secrets = exampleOperator('secrets', { identity: { of: 'cluster', may: () => [] } });

const object = (apiVersion: string, kind: string, name = 'one'): { app: string; resource: Resource } => ({
  app: 'api',
  resource: { apiVersion, kind, metadata: { name, namespace: 'backend' } },
});

/** `severity code message` of what is found in a cluster. */
function findingsIn(cluster: Cluster, objects: ReturnType<typeof object>[]): string[] {
  const environment = exampleEnvironment([cluster]);
  const { locate } = exampleFleet([environment]);
  const where = { environment, cluster, locate };
  const found = operatorFindings(operatorNeeds([secrets], where, objects), where);
  return found.map(({ severity, code, message, at }) => `${severity} ${code} ${at?.file ?? ''}: ${message}`);
}

const secret = object('secrets.io/v1', 'Secret');
const identified = exampleCluster('aws', { identities: { secrets: 'arn' } });

const cases: [string, Cluster, ReturnType<typeof object>[], string[]][] = [
  [
    'kinds of Kubernetes and of operators',
    identified,
    [object('v1', 'Service'), object('apps/v1', 'Deployment'), secret],
    [],
  ],
  [
    'a kind that nobody serves, once',
    identified,
    [object('keda.sh/v1alpha1', 'ScaledObject'), object('keda.sh/v1alpha1', 'ScaledObject', 'two')],
    ['error kind-without-operator : ScaledObject/one is of the group keda.sh, which no operator serves.'],
  ],
  [
    'an operator without its cloud identity',
    exampleCluster('aws'),
    [secret],
    [
      'warning identity-missing overlays/test/environment.yaml.clusters.0.identities: The operator secrets acts as a cloud identity, but reference names none for it.',
    ],
  ],
  ['an operator that has nothing to do here', exampleCluster('aws'), [object('v1', 'Service')], []],
  ['a local cluster, which has no identities', exampleCluster('local'), [secret], []],
];

for (const [title, cluster, objects, expected] of cases) {
  test(`what objects need from operators: ${title}`, () => {
    assert.deepEqual(findingsIn(cluster, objects), expected);
  });
}
