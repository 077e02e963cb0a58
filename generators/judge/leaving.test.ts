import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../files/paths.ts';
import type { Environment } from '../model/fleet.ts';
import type { Built } from '../model/rule.ts';
import { exampleCluster } from '../testing/clusters.ts';
import { exampleEnvironment } from '../testing/environment.ts';
import { exampleFleet } from '../testing/fleet.ts';
import { exampleOperator } from '../testing/operators.ts';
import { operatorsBefore, operatorsLeaving } from './leaving.ts';

const operators = [
  exampleOperator('secrets'),
  exampleOperator('databases', { requires: ['certificates'] }),
  exampleOperator('certificates'),
];
const cluster = exampleCluster('aws');
const object = (group: string, name: string): Built => ({
  app: 'api',
  resource: { apiVersion: `${group}.io/v1`, kind: 'Thing', metadata: { name, namespace: 'backend' } },
});

/** What is told, given the objects of before and the operators whose values the plan still has. */
function told(
  was: readonly Built[],
  stays: readonly string[],
  changes: Partial<Environment['settings']> = {},
): string[] {
  const sample = exampleEnvironment([cluster]);
  const environment = { ...sample, settings: { ...sample.settings, ...changes } };
  const { locate } = exampleFleet([environment]);
  const planned = new Set(stays.map((name) => paths.chartInCluster(name, environment.name, cluster.name)));
  const before = operatorsBefore(operators, { environment, cluster }, was);
  return operatorsLeaving({ environment, cluster, locate }, before, planned).map(
    ({ severity, code, message, at }) => `${severity} ${code} ${at?.file}: ${message}`,
  );
}

const at = 'warning operator-leaves overlays/test/environment.yaml.clusters.0';
const cases: readonly [title: string, was: readonly Built[], stays: readonly string[], expected: readonly string[]][] =
  [
    ['nothing, while its values are planned', [object('secrets', 'one')], ['secrets'], []],
    ['nothing of an operator that was not there', [], [], []],
    [
      'the objects that called for it',
      [object('secrets', 'one'), object('secrets', 'two'), object('secrets', 'three')],
      [],
      [`${at}: No object in reference calls for the operator secrets any more; Thing/one and 2 more did.`],
    ],
    [
      'an operator that another one needed',
      [object('databases', 'one')],
      [],
      [
        `${at}: No object in reference calls for the operator databases any more; Thing/one did.`,
        `${at}: No other operator in reference needs the operator certificates any more.`,
      ],
    ],
  ];

for (const [title, was, stays, expected] of cases) {
  test(`an operator that leaves a cluster is told: ${title}`, () => {
    assert.deepEqual(told(was, stays), expected);
  });
}

test('an operator without a chart leaves when the file of its Application does', () => {
  const environment = exampleEnvironment([cluster]);
  const { locate } = exampleFleet([environment]);
  const { values: _, ...routes } = exampleOperator('routes');
  const before = operatorsBefore([routes], { environment, cluster }, [object('routes', 'one')]);
  const leaving = (...planned: string[]) =>
    operatorsLeaving({ environment, cluster, locate }, before, new Set(planned)).length;
  assert.deepEqual([leaving(), leaving('argocd/operators/test/reference/routes.yaml')], [1, 0]);
});

test('an operator of one gateway leaves when the cluster gets another gateway', () => {
  const environment = exampleEnvironment([{ ...cluster, gateway: 'istio' }]);
  const { locate } = exampleFleet([environment]);
  const serving = (gateway: string) =>
    exampleOperator(gateway, { serves: ({ kind }, facts) => kind === 'Gateway' && facts.gateway === gateway });
  const was: Built = {
    app: 'gateway',
    resource: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'gateway', namespace: 'gateways' },
      spec: { gatewayClassName: 'kong' },
    },
  };
  const all = (['istio', 'kong', 'traefik'] as const).map(serving);
  const planned = new Set([paths.chartInCluster('istio', environment.name, cluster.name)]);
  const where = { environment, cluster: { ...cluster, gateway: 'istio' } as const, locate };
  const told = operatorsLeaving(where, operatorsBefore(all, where, [was]), planned);
  assert.deepEqual(
    told.map(({ message }) => message),
    ['No object in reference calls for the operator kong any more; Gateway/gateway did.'],
  );
});

test('where Argo CD syncs nothing, no Application is left behind', () => {
  assert.deepEqual(told([object('secrets', 'one')], [], { synced: false }), []);
});
