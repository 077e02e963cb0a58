import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repository } from '../../generators/repository.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { createEvaluator } from '../network/evaluator.ts';
import { mutantsOf, withMutant } from '../network/mutants.ts';
import { ask, askVariants, policiesOf, prepare, verdictOf } from '../network/verdict.ts';

const evaluate = await createEvaluator();
const clusters = (await builtClusters(repository)).map((built) => ({
  name: built.name,
  cloud: built.cluster.cloud,
  prepared: prepare(built),
  policies: policiesOf(built),
}));

/** The cluster of production in a cloud. */
function productionOn(cloud: string) {
  const found = clusters.find((one) => one.name.startsWith('production/') && one.cloud === cloud);
  assert.ok(found, cloud);
  return found;
}

for (const { name, prepared, policies } of clusters) {
  test(`in ${name} every declared call arrives and no other does`, async (context) => {
    const start = performance.now();
    const { faults, allowed, denied } = verdictOf(prepared, await ask(evaluate, prepared, policies));
    assert.deepEqual(faults, []);
    assert.ok(allowed > 50 && denied > 10_000);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    context.diagnostic(`${name}: ${allowed} declared calls arrive, ${denied} others do not, ${seconds} s`);
  });
}

const onPublicAddresses = [
  'an address of 17.0.0.0/8',
  'the Azure wire server',
  'the internet',
  'the internet, elsewhere',
];
// Traces go to the Collector of the node.
const internet = [...onPublicAddresses.map((address) => `${address} TCP 443`), 'node-agents/log-collector TCP 4318'];
const resolves = (name: string) => [`${name} TCP 53`, `${name} UDP 53`];
const names = resolves('kube-system/kube-dns');
const cache = [...resolves('kube-system/node-local-dns'), ...resolves('the DNS cache of the node')];

for (const [cloud, reached] of [
  ['aws', [...internet, ...names, ...cache]],
  ['google', [...internet, ...names, ...cache, 'the GKE metadata server TCP 988', 'the metadata server TCP 80']],
  ['azure', [...internet, ...names]],
] as const) {
  test(`on ${cloud} a pod with a bucket and a cloud identity reaches their addresses, and no others`, async () => {
    const { prepared, policies } = productionOn(cloud);
    const caller = 'media/thumbnails -> ';
    const answered = await ask(evaluate, prepared, policies);
    const arrived = answered.filter(({ title, answer }) => title.startsWith(caller) && answer.egress && answer.ingress);
    assert.deepEqual(arrived.map(({ title }) => title.slice(caller.length)).sort(), [...reached].sort());
  });
}

test('all that a sharded MongoDB calls arrives, at its config servers and from them too', async () => {
  const { prepared, policies } = productionOn('aws');
  const answered = await ask(evaluate, prepared, policies);
  const arrived = new Set(
    answered.filter(({ answer }) => answer.egress && answer.ingress).map(({ title }) => title.replace(/ TCP \d+$/, '')),
  );
  const [operator, shard, config, routers] = [
    'percona-mongodb/psmdb-operator',
    'data/products rs0',
    'data/products cfg',
    'data/products routers',
  ];
  const calls = [
    [routers, config],
    [routers, shard],
    [shard, shard],
    [shard, config],
    [config, config],
    [config, shard],
    [operator, config],
    [operator, routers],
    [config, 'kube-system/kube-dns'],
  ].map((ends) => ends.join(' -> '));
  assert.deepEqual(
    calls.filter((call) => !arrived.has(call)),
    [],
  );
});

for (const [title, faults] of [
  [
    'data/events-broker without spec.ingress[0]',
    [
      'backend/api',
      'backend/billing',
      'backend/worker',
      'keda/keda-operator',
      'keda/metrics-apiserver',
      'keda/stranger',
    ].map((caller) => `${caller} -> data/events-broker TCP 5672 is declared, and nothing lets it in`),
  ],
  [
    'data/users-database without spec.egress[1]',
    ['instances', 'setup'].map(
      (pods) => `data/users ${pods} -> the API server TCP 443 is declared, and nothing lets it out`,
    ),
  ],
  [
    'data/users-database spec.ingress[1] from[1] with all namespaces',
    [5432, 8000].map(
      (port) =>
        `elsewhere/impostor of cnpg-system/cloudnative-pg -> data/users instances TCP ${port} is not declared, ` +
        'and arrives: open, data/users-database spec.ingress[1]',
    ),
  ],
  [
    'messaging/push spec.egress[2] to[0] without the exception 169.254.0.0/16',
    [
      'LocalDNS of AKS',
      'LocalDNS of AKS, its other address',
      'the DNS cache of the node',
      'the EKS identity agent',
      'the GKE metadata server',
      'the metadata server',
    ].map(
      (server) =>
        `messaging/push -> ${server} TCP 443 is not declared, and arrives: messaging/push spec.egress[2], open`,
    ),
  ],
] as const) {
  test(`a policy that lacks or opens something is detected: ${title}`, async () => {
    const { prepared, policies } = productionOn('aws');
    const mutant = policies.flatMap((policy) => [...mutantsOf(policy)]).find((one) => one.title === title);
    assert.ok(mutant);
    const answered = await ask(evaluate, prepared, withMutant(policies, mutant));
    assert.deepEqual(verdictOf(prepared, answered).faults, faults);
  });
}

test('no part of any policy can be removed or widened unnoticed', async (context) => {
  const { name, prepared, policies } = productionOn('google');
  const mutants = policies.flatMap((policy) => [...mutantsOf(policy)]);
  const variants = mutants.map((mutant) => withMutant(policies, mutant));
  const changes = await askVariants(evaluate, prepared, policies, variants);
  const isNoticed = (_: unknown, index: number) => verdictOf(prepared, changes[index] ?? []).faults.length > 0;
  const toTheSameEffect = [
    // Nobody calls these in the cluster, and the policy of their namespace closes ingress for all of it.
    'logging/logs-kibana without Ingress',
    'logging/logs-setup without Ingress',
    // The rule for FCM, which has no fixed addresses, also allows Apple on 443.
    'messaging/push spec.egress[1] without ports[0]',
    // The policy `prometheus` isolates the same pods for ingress.
    'monitoring/prometheus-targets without Ingress',
  ];
  assert.deepEqual(
    mutants.filter((mutant, index) => !isNoticed(mutant, index)).map(({ title }) => title),
    toTheSameEffect,
  );
  context.diagnostic(
    `${name}: ${mutants.length} changed policies, ${toTheSameEffect.length} of them to the same effect`,
  );
});
