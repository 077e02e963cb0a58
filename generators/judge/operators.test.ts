import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator } from '../blocks/operators/operator.ts';
import type { Environment } from '../model/fleet.ts';
import type { Resource } from '../model/resource.ts';
import type { Cluster } from '../model/settings/index.ts';
import { exampleClusters } from '../testing/clusters.ts';
import { operatorFindings } from './operators.ts';

const secrets = operator({
  name: 'secrets',
  source: 'apps/operators/secrets.ts',
  namespace: 'secrets',
  groups: ['secrets.io'],
  crds: 'annotated',
  identity: true,
  values: () => ({}),
});

const object = (apiVersion: string, kind: string, name = 'one'): { app: string; resource: Resource } => ({
  app: 'api',
  resource: { apiVersion, kind, metadata: { name, namespace: 'backend' } },
});

/** `severity code message` of what is found in a cluster. */
function findingsIn(cluster: object, objects: ReturnType<typeof object>[]): string[] {
  const one = cluster as Cluster;
  const environment = { name: 'test', file: 'f', settings: { clusters: [one] } } as unknown as Environment;
  const locate = (file: string, path: readonly unknown[]) => ({
    file: `${file}#${path.join('.')}`,
    line: 1,
    column: 1,
  });
  const found = operatorFindings([secrets], { environment, cluster: one, locate }, objects);
  return found.map(({ severity, code, message, at }) => `${severity} ${code} ${at?.file ?? ''}: ${message}`);
}

const secret = object('secrets.io/v1', 'Secret');
const identified = { ...exampleClusters.aws, identities: { secrets: 'arn' } };

const cases: [string, object, ReturnType<typeof object>[], string[]][] = [
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
    exampleClusters.aws,
    [secret],
    [
      'warning identity-missing f#clusters.0.identities: The operator secrets acts as a cloud identity, but reference names none for it.',
    ],
  ],
  ['an operator that has nothing to do here', exampleClusters.aws, [object('v1', 'Service')], []],
  ['a local cluster, which has no identities', exampleClusters.local, [secret], []],
];

for (const [title, cluster, objects, expected] of cases) {
  test(`what objects ask of operators: ${title}`, () => {
    assert.deepEqual(findingsIn(cluster, objects), expected);
  });
}
