import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { go } from '../../generators/programs/go.ts';
import { outputOf, run } from '../../generators/programs/run.ts';
import { repository } from '../../generators/repository.ts';
import { conformanceCases, deviations } from '../network/conformance.ts';
import { createEvaluator } from '../network/evaluator.ts';

const evaluate = await createEvaluator();

test('the evaluator of NetworkPolicies answers every conformance case of Kubernetes as upstream expects', async () => {
  const cases = conformanceCases();
  assert.ok(cases.length >= 48);
  for (const one of cases) assert.deepEqual(await deviations(evaluate, one), [], one.case);
});

for (const [what, spec, reason] of [
  ['a field that does not exist', { podSelector: {}, ingres: [] }, /unknown field "ingres"/],
  ['a network that is none', { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0/8' } }] }] }, /10\.0\.0\/8/],
  [
    'an operator that does not exist',
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'Is', values: ['api'] }] } },
    /"Is" is not a valid label selector operator/,
  ],
  ['an empty peer', { podSelector: {}, ingress: [{ from: [{}] }] }, /x\/one spec\.ingress\[0\]: a peer/],
  ['a direction that does not exist', { podSelector: {}, policyTypes: ['Outwards'] }, /no policy type "Outwards"/],
] as const) {
  test(`the evaluator rejects ${what}`, async () => {
    const metadata = { name: 'one', namespace: 'x' };
    const policies = [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec }];
    await assert.rejects(evaluate({ policies, namespaces: {}, peers: [], calls: [] }), { message: reason });
  });
}

test('the evaluator is formatted and vetted', async () => {
  const folder = join(repository, 'tools/network');
  assert.equal(outputOf(await run('gofmt', ['-l', '.'], { cwd: folder })), '');
  outputOf(await go(folder, ['vet', './...']));
});
